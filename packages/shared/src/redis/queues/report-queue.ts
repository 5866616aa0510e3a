import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { type SessionId, sessionIdSchema } from '../../contract/ids.ts';
import { mostReportAttempts, mostReportVersions } from '../../contract/report-status.ts';
import { mostGivenFacts } from '../../contract/stronger-answer.ts';
import { type QueueName, queuePrefix } from './queues.ts';

export const reportQueueName = 'report' satisfies QueueName;
/** An approximate length: Redis cuts whole blocks of a stream. */
const mostEvents = 1_000;
const firstRetryMs = 2_000;

/** The job to make one version of one session's report, or with `factNumber` the stronger answer from that fact. */
export const reportJobSchema = z.object({
  sessionId: sessionIdSchema,
  version: z.number().int().positive(),
  factNumber: z.number().int().positive().optional(),
});
export type ReportJob = z.input<typeof reportJobSchema>;

/** The id of a version's job. Adding the job again changes nothing. */
export const toReportJobId = (sessionId: SessionId, version: number) => `${sessionId}-${version}`;

/** The id of the job for a given fact, of which each question has its own. */
export const toStrongerJobId = (sessionId: SessionId, factNumber: number) => `${sessionId}-f${factNumber}`;

/**
 * The queue that ai-bridge's report workers read. What is to be done stands in the session's log. A job only gives it
 * its turn.
 */
export function createReportQueue(connection: Redis): Queue<ReportJob> {
  return new Queue<ReportJob>(reportQueueName, {
    connection,
    prefix: queuePrefix,
    streams: { events: { maxLen: mostEvents } },
    defaultJobOptions: {
      // The log counts the attempts of a version. A job beyond them settles the version as failed.
      attempts: mostReportAttempts + 1,
      backoff: { type: 'exponential', delay: firstRetryMs, jitter: 0.3 },
      removeOnComplete: true,
      removeOnFail: true,
    },
  });
}

/** Removes all jobs of a session. A job that is at work finds its session gone. */
export async function removeReportJobs(queue: Queue<ReportJob>, sessionId: SessionId): Promise<void> {
  for (let version = 1; version <= mostReportVersions; version++)
    await queue.remove(toReportJobId(sessionId, version));
  for (let factNumber = 1; factNumber <= mostGivenFacts; factNumber++)
    await queue.remove(toStrongerJobId(sessionId, factNumber));
}
