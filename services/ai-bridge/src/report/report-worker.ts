import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { forgetQueueEvents } from '@ringback/shared/redis/queues/forget-events';
import { startQueueWorker } from '@ringback/shared/redis/queues/queue-worker';
import {
  createReportQueue,
  type ReportJob,
  reportJobSchema,
  reportQueueName,
} from '@ringback/shared/redis/queues/report-queue';
import { isGone } from '@ringback/shared/redis/session/session-glance';
import { createReportAttempt, type ReportJudging } from './report-attempt.ts';
import { startReportSweep } from './report-sweep.ts';
import { createStrongerAttempt } from './stronger-attempt.ts';
import { createThreadedSteps } from './threaded-steps.ts';

/** Longer than a bridge ever stands still. If a worker dies, its report waits for so long. */
const lockMs = 8_000;
const lookForStalledMs = 4_000;
/** The log counts the attempts, so the queue must not give up first. */
const mostStalled = 20;
const closeLimitMs = 2_000;

export interface ReportWorkers {
  close(): Promise<void>;
}

/**
 * Makes reports of sessions that are over, and stronger answers from facts that are given, `workers` of them at a time. 0
 * makes none. No candidate waits for one on the line, and what takes long of it does not hold up the event loop that
 * carries their calls.
 */
export function startReportWorkers(
  parts: ServiceParts,
  { workers, redisUrl, judging }: { workers: number; redisUrl: string; judging: ReportJudging },
): ReportWorkers {
  if (workers === 0) return { close: async () => {} };
  const { redis, logger } = parts;
  const queue = createReportQueue(redis);
  queue.on('error', (error) => logger.warn({ err: error }, 'report queue failed'));
  const steps = createThreadedSteps();
  const attempt = createReportAttempt(parts, judging, steps);
  const write = createStrongerAttempt(parts, judging, steps);
  /** Another worker goes on with what this one had begun. */
  const stop = new AbortController();
  const sweep = startReportSweep(parts, queue);
  const worker = startQueueWorker<ReportJob>({
    queue: reportQueueName,
    ...{ redisUrl, logger, connectionName: 'ai-bridge-report', closeLimitMs },
    async work(job) {
      const { sessionId, version, factNumber } = reportJobSchema.parse(job.data);
      if (factNumber === undefined) await attempt(sessionId, version, stop.signal);
      else await write(sessionId, factNumber, stop.signal);
    },
    // Its session was erased while the job was at work, and the queue has told of the job since.
    async onTold(job) {
      const { sessionId } = reportJobSchema.parse(job.data);
      if (await isGone(redis, sessionId)) await forgetQueueEvents(redis, queue);
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
      stop.abort();
      await worker.close();
      await queue.close();
      await steps.close();
    },
  };
}
