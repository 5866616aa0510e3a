import type { SessionId } from '@ringback/shared/contract/ids';
import { createDialQueue } from '@ringback/shared/redis/queues/dial-queue';
import { forgetQueueEvents } from '@ringback/shared/redis/queues/forget-events';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import type { Logger } from '@ringback/shared/runtime/logger';
import { seal } from '@ringback/shared/runtime/seal';

/** Requests for calls, handed to the dial worker. */
export interface DialRequests {
  /** Adding a session's request again changes nothing. `notAfter` in epoch ms. */
  add(request: {
    sessionId: SessionId;
    phoneNumber: string;
    notAfter: number;
    /** The gate asks for the session's code. */
    gateAsksCode: boolean;
  }): Promise<void>;
  /** Withdraws a request and what the queue tells about it. Harmless when it was carried out or never made. */
  remove(sessionId: SessionId): Promise<void>;
  close(): Promise<void>;
}

/** Uses the service's own connection, which fails fast, because a person waits for the answer. */
export function createDialRequests(parts: {
  redis: ScriptedRedis;
  sealingKeys: KeyRing;
  logger: Logger;
}): DialRequests {
  const { redis, sealingKeys, logger } = parts;
  const queue = createDialQueue(redis);
  queue.on('error', (error) => logger.warn({ err: error }, 'dial queue failed'));
  return {
    async add({ sessionId, phoneNumber, notAfter, gateAsksCode }) {
      const sealedPhoneNumber = seal(sealingKeys, phoneNumber, sessionId);
      await queue.add('dial', { sessionId, sealedPhoneNumber, notAfter, gateAsksCode }, { jobId: sessionId });
    },
    async remove(sessionId) {
      await queue.remove(sessionId);
      await forgetQueueEvents(redis, queue);
    },
    close: () => queue.close(),
  };
}
