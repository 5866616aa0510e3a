import type { SessionId } from '@ringback/shared/contract/ids';
import { forgetQueueEvents } from '@ringback/shared/redis/queues/forget-events';
import { createReportQueue, removeReportJobs } from '@ringback/shared/redis/queues/report-queue';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { Logger } from '@ringback/shared/runtime/logger';

/**
 * The jobs of ai-bridge's report workers, as a gateway sees them. A gateway adds none: reports are asked for in the
 * session's log.
 */
export interface ReportJobs {
  /** Removes the queued jobs of an erased session, and the queue's own events about it. */
  remove(sessionId: SessionId): Promise<void>;
  close(): Promise<void>;
}

export function createReportJobs({ redis, logger }: { redis: ScriptedRedis; logger: Logger }): ReportJobs {
  const queue = createReportQueue(redis);
  queue.on('error', (error) => logger.warn({ err: error }, 'report queue failed'));
  return {
    async remove(sessionId) {
      await removeReportJobs(queue, sessionId);
      await forgetQueueEvents(redis, queue);
    },
    close: () => queue.close(),
  };
}
