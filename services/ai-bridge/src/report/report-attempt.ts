import type { SessionId } from '@ringback/shared/contract/ids';
import {
  isReportPending,
  mostReportAttempts,
  type ReportFailure,
} from '@ringback/shared/contract/report-status';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { keepReport } from '@ringback/shared/redis/session/reports';
import type { Fact } from '@ringback/shared/session/command';
import { type MadeReport, makeReport } from './make-report.ts';

type AttemptParts = Pick<ServiceParts, 'redis' | 'store' | 'clock' | 'instance' | 'logger'>;
type Settling = Extract<Fact, { type: 'report.ready' | 'report.insufficient' | 'report.failed' }>;

/** Thrown when another attempt may help: the queue tries again, later each time. */
class ReportDelayedError extends Error {
  constructor(reason: ReportFailure) {
    super(`report: ${reason}`);
    this.name = 'ReportDelayedError';
  }
}

/**
 * Makes one version of one session's report. A settled version is not made again. If two workers make the same
 * version, the first to commit it counts. A worker may die at any point of this.
 */
export function createReportAttempt(parts: AttemptParts) {
  const { redis, store, clock, instance, logger } = parts;

  async function commit(sessionId: SessionId, fact: Fact): Promise<boolean> {
    const result = await store.commit(sessionId, { type: 'record', facts: [fact] });
    return result.outcome === 'ok';
  }

  /** Commits that an attempt begins. Null: there is nothing left to make. */
  async function begin(sessionId: SessionId, version: number): Promise<{ attempt: number } | null> {
    const report = (await store.read(sessionId))?.record.report;
    if (report === undefined || !isReportPending(report) || report.version !== version) return null;
    const attempt = report.attempt + 1;
    if (attempt > mostReportAttempts) {
      await settle(sessionId, {
        type: 'report.failed',
        version,
        hash: null,
        reason: 'gave_up',
        costUsd: report.costUsd,
      });
      return null;
    }
    const isOurs = await commit(sessionId, { type: 'report.started', version, attempt, instance });
    return isOurs ? { attempt } : null;
  }

  async function settle(sessionId: SessionId, fact: Settling): Promise<void> {
    const isSettled = await commit(sessionId, fact);
    const { type, version } = fact;
    if (isSettled) logger.info({ sessionId, version, outcome: type }, 'report settled');
  }

  async function toFact(sessionId: SessionId, version: number, made: MadeReport): Promise<Settling | null> {
    const kept = await keepReport(redis, sessionId, made.report);
    if (kept.outcome === 'gone') return null;
    const costUsd = made.report.cost.usd;
    if (kept.outcome === 'too_heavy')
      return { type: 'report.failed', version, hash: null, reason: 'too_heavy', costUsd };
    const { hash } = kept;
    if (made.outcome === 'ready') return { type: 'report.ready', version, hash, costUsd };
    if (made.outcome === 'failed')
      return { type: 'report.failed', version, hash, reason: made.reason, costUsd };
    return { type: 'report.insufficient', version, hash, reason: made.reason, costUsd };
  }

  /** Throws a ReportDelayedError when another attempt is to follow. Rejects without Redis. */
  return async (sessionId: SessionId, version: number): Promise<void> => {
    const begun = await begin(sessionId, version);
    if (begun === null) return;
    const log = await store.readLog(sessionId, 0);
    if (log.length === 0) return;
    const made = await makeReport(log, { version, madeAt: clock.now() });
    if (made.outcome === 'failed' && made.isPassing && begun.attempt < mostReportAttempts)
      throw new ReportDelayedError(made.reason);
    const fact = await toFact(sessionId, version, made);
    if (fact !== null) await settle(sessionId, fact);
  };
}
