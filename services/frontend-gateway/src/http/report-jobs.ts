import type { SessionId } from '@ringback/shared/contract/ids';
import {
  createReportQueue,
  forgetQueueEvents,
  removeReportJobs,
} from '@ringback/shared/redis/queues/report-queue';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { Logger } from '@ringback/shared/runtime/logger';

/** The jobs of ai-bridge's report workers, as a gateway sees them: it adds none, the session's log does. */
export interface ReportJobs {
  /** Takes back what is queued of an erased session, and what the queue tells of it. */
  remove(sessionId: SessionId): Promise<void>;
  close(): Promise<void>;
}

export function createReportJobs({ redis, logger }: { redis: ScriptedRedis; logger: Logger }): ReportJobs {
  const queue = createReportQueue(redis);
  queue.on('error', (error) => logger.warn({ err: error }, 'report queue failed'));
  return {
    async remove(sessionId) {
      await removeReportJobs(queue, sessionId);
      await forgetQueueEvents(redis, queue, sessionId);
    },
    close: () => queue.close(),
  };
}
