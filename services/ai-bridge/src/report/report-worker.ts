import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { startQueueWorker } from '@ringback/shared/redis/queues/queue-worker';
import {
  createReportQueue,
  type ReportJob,
  reportJobSchema,
  reportQueueName,
} from '@ringback/shared/redis/queues/report-queue';
import { createReportAttempt } from './report-attempt.ts';
import { startReportSweep } from './report-sweep.ts';

/** Longer than a bridge stands still for; a report waits meanwhile. */
const lockMs = 8_000;
const lookForStalledMs = 4_000;
/** The log counts attempts; the queue must not give up before it. */
const mostStalled = 20;
const closeLimitMs = 2_000;

export interface ReportWorkers {
  close(): Promise<void>;
}

/**
 * Makes reports of sessions that are over, `workers` at a time: none with 0. A report is the work of a moment that nobody
 * waits for on the line; calls of this instance go first in nothing but that they are few.
 */
export function startReportWorkers(
  parts: ServiceParts,
  { workers, redisUrl }: { workers: number; redisUrl: string },
): ReportWorkers {
  if (workers === 0) return { close: async () => {} };
  const { redis, logger } = parts;
  const queue = createReportQueue(redis);
  queue.on('error', (error) => logger.warn({ err: error }, 'report queue failed'));
  const attempt = createReportAttempt(parts);
  const sweep = startReportSweep(parts, queue);
  const worker = startQueueWorker<ReportJob>({
    queue: reportQueueName,
    ...{ redisUrl, logger, connectionName: 'ai-bridge-report', closeLimitMs },
    async work(job) {
      const { sessionId, version } = reportJobSchema.parse(job.data);
      await attempt(sessionId, version);
    },
    settings: {
      concurrency: workers,
      lockDuration: lockMs,
      stalledInterval: lookForStalledMs,
      maxStalledCount: mostStalled,
    },
  });
  return {
    async close() {
      sweep.close();
      await worker.close();
      await queue.close();
    },
  };
}
