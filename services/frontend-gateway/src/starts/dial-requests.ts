import type { SessionId } from '@ringback/shared/contract/ids';
import { createDialQueue } from '@ringback/shared/redis/queues/dial-queue';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import type { Logger } from '@ringback/shared/runtime/logger';
import { seal } from '@ringback/shared/runtime/seal';

const pageOfEvents = 500;

/** Requests for calls, handed to the dial worker. */
export interface DialRequests {
  /** Adding one session's request again changes nothing. `notAfter` in epoch ms. */
  add(request: {
    sessionId: SessionId;
    phoneNumber: string;
    notAfter: number;
    /** The gate asks for the session's code. */
    gateAsksCode: boolean;
  }): Promise<void>;
  /** Takes a request back, and what the queue tells of it; harmless when it was carried out or never made. */
  remove(sessionId: SessionId): Promise<void>;
  close(): Promise<void>;
}

/** Uses the service's own connection, which fails fast: a person waits for the answer. */
export function createDialRequests(parts: {
  redis: ScriptedRedis;
  sealingKeys: KeyRing;
  logger: Logger;
}): DialRequests {
  const { redis, sealingKeys, logger } = parts;
  const queue = createDialQueue(redis);
  queue.on('error', (error) => logger.warn({ err: error }, 'dial queue failed'));
  /** The queue's own stream of events names the session; the queue keeps about a thousand. */
  async function forgetEvents(sessionId: SessionId): Promise<void> {
    const stream = queue.toKey('events');
    for (let from = '-'; ; ) {
      const entries = await redis.xrange(stream, from, '+', 'COUNT', pageOfEvents);
      const own = entries.filter(([, fields]) => fields.includes(sessionId)).map(([id]) => id);
      if (own.length > 0) await redis.xdel(stream, ...own);
      const last = entries.at(-1)?.[0];
      if (last === undefined || entries.length < pageOfEvents) return;
      from = `(${last}`;
    }
  }

  return {
    async add({ sessionId, phoneNumber, notAfter, gateAsksCode }) {
      const sealedPhoneNumber = seal(sealingKeys, phoneNumber, sessionId);
      await queue.add('dial', { sessionId, sealedPhoneNumber, notAfter, gateAsksCode }, { jobId: sessionId });
    },
    async remove(sessionId) {
      await queue.remove(sessionId);
      await forgetEvents(sessionId);
    },
    close: () => queue.close(),
  };
}
