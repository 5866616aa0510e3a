import type { CandidateId, SessionId } from '@ringback/shared/contract/ids';
import { isReportPending, mostReportAttempts } from '@ringback/shared/contract/report-status';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { keepReport, readUnnamedReport } from '@ringback/shared/redis/session/reports';
import { isGone } from '@ringback/shared/redis/session/session-glance';
import type { Fact } from '@ringback/shared/session/command';
import type { ReportModel } from '../domain/report/report-port.ts';
import { type MadeReport, makeReport, type ReportJudge } from './make-report.ts';
import { toPseudonym } from './pseudonym.ts';
import { ReportTroubleError } from './report-asker.ts';
import { createReportMoney, type ReportMoneyLimits } from './report-money.ts';
import { createProgressTeller } from './report-progress.ts';
import type { ReportSteps } from './report-steps.ts';

type AttemptParts = Pick<ServiceParts, 'redis' | 'store' | 'clock' | 'instance' | 'logger'>;
type Settling = Extract<Fact, { type: 'report.ready' | 'report.insufficient' | 'report.failed' }>;

/** Who judges reports; without a model they have figures alone. */
export interface ReportJudging {
  model: ReportModel | null;
  samples: number;
  money: ReportMoneyLimits;
}

/** One attempt with all its calls; a provider that is this slow is tried again later. */
const attemptBoundMs = 5 * 60_000;

interface Begun {
  attempt: number;
  ownerId: CandidateId;
  /** By earlier attempts at this version. */
  spentUsd: number;
  /** The hashes of the reports that events name. */
  named: readonly string[];
}

/** Whether no part is missing because a model gave no answer. */
const isWhole = ({ outcome, report }: MadeReport) =>
  outcome !== 'failed' && report.findings.every(({ mode }) => mode !== 'failed');

/**
 * Makes one version of one session's report. A settled version is not made again. If two workers make the same
 * version, the first to commit it counts. A worker may die at any point of this.
 */
export function createReportAttempt(parts: AttemptParts, judging: ReportJudging, steps: ReportSteps) {
  const { redis, store, clock, instance, logger } = parts;

  async function commit(sessionId: SessionId, fact: Fact): Promise<string> {
    return (await store.commit(sessionId, { type: 'record', facts: [fact] })).outcome;
  }

  /** Commits that an attempt begins. Null: there is nothing left to make. */
  async function begin(sessionId: SessionId, version: number): Promise<Begun | null> {
    const record = (await store.read(sessionId))?.record;
    if (record === undefined || !isReportPending(record.report) || record.report.version !== version)
      return null;
    const { ownerId, report } = record;
    const { costUsd } = report;
    const attempt = report.attempt + 1;
    if (attempt > mostReportAttempts) {
      await settle(sessionId, { type: 'report.failed', version, hash: null, reason: 'gave_up', costUsd });
      return null;
    }
    const outcome = await commit(sessionId, { type: 'report.started', version, attempt, instance });
    const named = report.versions.flatMap(({ hash }) => hash ?? []);
    return outcome === 'ok' ? { attempt, ownerId, spentUsd: costUsd, named } : null;
  }

  async function settle(sessionId: SessionId, fact: Settling): Promise<void> {
    const outcome = await commit(sessionId, fact);
    const { type, version } = fact;
    if (outcome === 'ok') logger.info({ sessionId, version, outcome: type }, 'report settled');
  }

  /** Settles a version with the judged report that an earlier attempt kept, whose worker died before it said so. */
  async function settleKept(sessionId: SessionId, version: number, begun: Begun): Promise<boolean> {
    if (begun.attempt === 1 || judging.model === null) return false;
    const kept = await readUnnamedReport(redis, sessionId, version, begun.named);
    if (kept === null || kept.report.madeBy.judge === 'none') return false;
    await settle(sessionId, {
      type: 'report.ready',
      version,
      hash: kept.hash,
      costUsd: kept.report.cost.usd,
    });
    return true;
  }

  async function toFact(sessionId: SessionId, version: number, made: MadeReport): Promise<Settling | null> {
    const kept = await keepReport(redis, sessionId, made.report);
    if (kept.outcome === 'gone') return null;
    const costUsd = made.report.cost.usd;
    if (kept.outcome !== 'kept')
      return { type: 'report.failed', version, hash: null, reason: kept.outcome, costUsd };
    const { hash } = kept;
    if (made.outcome === 'ready') return { type: 'report.ready', version, hash, costUsd };
    if (made.outcome === 'failed')
      return { type: 'report.failed', version, hash, reason: made.reason, costUsd };
    return { type: 'report.insufficient', version, hash, reason: made.reason, costUsd };
  }

  function judgeFor(sessionId: SessionId, version: number, begun: Begun, stop: AbortSignal) {
    const { model, samples } = judging;
    if (model === null) return null;
    const money = createReportMoney(parts, judging.money, begun.spentUsd);
    const overtaken = new AbortController();
    const progress = createProgressTeller(async (step, done, of) => {
      const now = { version, attempt: begun.attempt, costUsd: money.cost.usd };
      const outcome = await commit(sessionId, { type: 'report.progressed', ...now, step, done, of });
      // Erased, or another worker has begun it again: what this one goes on asking would be paid twice.
      if (outcome === 'stale' || outcome === 'gone') overtaken.abort();
    }, logger);
    const signal = AbortSignal.any([stop, overtaken.signal, AbortSignal.timeout(attemptBoundMs)]);
    const isWanted = async () => {
      if (!(await isGone(redis, sessionId))) return true;
      overtaken.abort();
      return false;
    };
    const candidate = toPseudonym(begun.ownerId);
    const judge: ReportJudge = { model, samples, money, candidate, signal, isWanted, tell: progress.tell };
    return { judge, progress, overtaken: overtaken.signal };
  }

  /** Throws a ReportTroubleError when another attempt is to come. Rejects without Redis. */
  return async (sessionId: SessionId, version: number, stop: AbortSignal): Promise<void> => {
    const begun = await begin(sessionId, version);
    if (begun === null || (await settleKept(sessionId, version, begun))) return;
    const log = await store.readLog(sessionId, 0);
    if (log.length === 0) return;
    const by = judgeFor(sessionId, version, begun, stop);
    const events = log.map(({ event }) => event);
    const made = await makeReport(steps, events, { version, madeAt: clock.now() }, by?.judge ?? null);
    const isAgain = made.outcome === 'failed' && made.isPassing && begun.attempt < mostReportAttempts;
    // What this attempt has cost counts for the next one.
    if (isAgain) by?.progress.tell('reading', 0, 0);
    await by?.progress.settled();
    if (by?.overtaken.aborted) return;
    // A whole report is worth its money, even if its worker is to stop.
    if (isAgain || (stop.aborted && !isWhole(made)))
      throw new ReportTroubleError(made.outcome === 'failed' ? made.reason : 'too_slow', true);
    const fact = await toFact(sessionId, version, made);
    if (fact !== null) await settle(sessionId, fact);
  };
}
