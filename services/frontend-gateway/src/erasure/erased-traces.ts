import type { SessionId } from '@ringback/shared/contract/ids';
import { noteErasure, rewriteAfterErasures } from '@ringback/shared/redis/erasure/file-rewrite';
import { createCallRecordQueue } from '@ringback/shared/redis/queues/call-record-queue';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { glanceAt } from '@ringback/shared/redis/session/session-glance';
import type { Logger } from '@ringback/shared/runtime/logger';

const lookEveryMs = 60_000;

/**
 * Removes what an erased session leaves outside of its keys: the carrier's record of its call, and entries in the
 * append-only file.
 */
export interface ErasedTraces {
  /**
   * Called before the session's keys are deleted. A job, which is retried, deletes the call's record at the carrier.
   */
  forgetCall(sessionId: SessionId): Promise<void>;
  /** Called when the keys are gone. Within the hour the append-only file contains nothing of them. */
  gone(): Promise<void>;
  close(): Promise<void>;
}

/** @param parts.hasCarrier Whether calls are placed at all. */
export function createErasedTraces(parts: {
  redis: ScriptedRedis;
  logger: Logger;
  hasCarrier: boolean;
}): ErasedTraces {
  const { redis, logger, hasCarrier } = parts;
  const queue = createCallRecordQueue(redis);
  queue.on('error', (error) => logger.warn({ err: error }, 'call record queue failed'));
  const timer = setInterval(() => {
    rewriteAfterErasures(redis).then(
      (outcome) => {
        if (outcome === 'begun') logger.info('append-only file is being rewritten after an erasure');
        if (outcome === 'done') logger.info('append-only file was rewritten after an erasure');
        if (outcome === 'failed')
          logger.error('append-only file was not rewritten after an erasure, trying again in five minutes');
      },
      (error) => logger.warn({ err: error }, 'append-only file could not be rewritten after an erasure'),
    );
  }, lookEveryMs);

  return {
    async forgetCall(sessionId) {
      if (!hasCarrier) return;
      const [glance] = await glanceAt(redis, [sessionId]);
      const callSid = glance?.callSid ?? null;
      if (callSid !== null) await queue.add('delete', { callSid }, { jobId: callSid });
    },
    gone: () => noteErasure(redis),
    async close() {
      clearInterval(timer);
      await queue.close();
    },
  };
}
