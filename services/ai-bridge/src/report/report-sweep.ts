import type { SessionId } from '@ringback/shared/contract/ids';
import { isReportPending } from '@ringback/shared/contract/report-status';
import { isFactPending } from '@ringback/shared/contract/stronger-answer';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { keys } from '@ringback/shared/redis/keys';
import { type ReportJob, toReportJobId, toStrongerJobId } from '@ringback/shared/redis/queues/report-queue';
import { isUnreadable } from '@ringback/shared/redis/session/unreadable-record';
import { type Repetition, repeat } from '@ringback/shared/runtime/repeat';
import type { Queue } from 'bullmq';

const everyMs = 1_000;
/** If a report's job was lost, it is queued again within this time. */
const againAfterMs = 10_000;
/** A record that cannot be read may be readable for a later release. */
const unreadableAgainAfterMs = 3_600_000;
const mostAtOnce = 100;

/**
 * Gives every wanted report, and every wanted stronger answer, a job. The commits that want or settle a report also change the list, so the list is
 * exact. Every report enters the queue here, even one whose worker, queue or first job is gone. A version has at most
 * one job.
 */
export function startReportSweep(
  { redis, store, clock, logger }: Pick<ServiceParts, 'redis' | 'store' | 'clock' | 'logger'>,
  queue: Pick<Queue<ReportJob>, 'add'>,
): Repetition {
  /** In how many ms to look at it again. Null: the session has expired or was erased. */
  async function enqueue(sessionId: SessionId): Promise<number | null> {
    const record = (await store.read(sessionId))?.record;
    if (record === undefined) return null;
    const { version } = record.report;
    if (isReportPending(record.report))
      await queue.add('report', { sessionId, version }, { jobId: toReportJobId(sessionId, version) });
    for (const [index, fact] of record.givenFacts.entries()) {
      const factNumber = index + 1;
      const job = { sessionId, version: fact.version, factNumber };
      if (isFactPending(fact))
        await queue.add('stronger', job, { jobId: toStrongerJobId(sessionId, factNumber) });
    }
    return againAfterMs;
  }

  async function look(sessionId: SessionId): Promise<void> {
    const afterMs = await enqueue(sessionId).catch((error) => {
      if (!isUnreadable(error)) throw error;
      logger.warn({ sessionId }, 'the session of a report cannot be read');
      return unreadableAgainAfterMs;
    });
    // The commit that settles a report takes it off the list. If it is on the list all the same, its next version may
    // have been asked for since it was read.
    if (afterMs !== null) await redis.zadd(keys.pendingReports, 'XX', 'GT', clock.now() + afterMs, sessionId);
    else await redis.zrem(keys.pendingReports, sessionId);
  }

  async function sweep(): Promise<void> {
    const due = await redis.zrangebyscore(keys.pendingReports, '-inf', clock.now(), 'LIMIT', 0, mostAtOnce);
    await Promise.all((due as SessionId[]).map(look));
  }

  return repeat(everyMs, sweep, (error) => logger.warn({ err: error }, 'reports could not be queued'));
}
