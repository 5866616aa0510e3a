import type { SessionId } from '@ringback/shared/contract/ids';
import { toKnownConfiguration } from '@ringback/shared/contract/job-configuration';
import type { Report } from '@ringback/shared/contract/report';
import type { ReportFailure } from '@ringback/shared/contract/report-status';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { SessionView } from '@ringback/shared/contract/session-view';
import {
  isFactPending,
  mostStrongerAttempts,
  type StrongerAnswer,
  strongerFormat,
} from '@ringback/shared/contract/stronger-answer';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { readReport } from '@ringback/shared/redis/session/reports';
import { isGone } from '@ringback/shared/redis/session/session-glance';
import {
  keepStrongerAnswer,
  readUnnamedStrongerAnswer,
} from '@ringback/shared/redis/session/stronger-answers';
import type { Fact } from '@ringback/shared/session/command';
import { evolveView } from '@ringback/shared/session/evolve-view';
import { strongerPromptVersion } from '../domain/report/prompts.ts';
import type { StrongerRequest } from '../domain/report/report-port.ts';
import { canBeHeld } from '../domain/report/stronger.ts';
import { toPseudonym } from './pseudonym.ts';
import { createReportAsker, ReportTroubleError } from './report-asker.ts';
import type { ReportJudging } from './report-attempt.ts';
import { createReportMoney, type ReportMoney } from './report-money.ts';
import type { ReportSteps } from './report-steps.ts';

type AttemptParts = Pick<ServiceParts, 'redis' | 'store' | 'clock' | 'instance' | 'logger'>;
type Settling = Extract<Fact, { type: 'stronger_answer.ready' | 'stronger_answer.failed' }>;

/** Everything that a stronger answer is written from. */
interface Material {
  request: StrongerRequest;
  report: Report;
}

/**
 * Writes the stronger answer from one given fact. A settled one is not written again; if two workers write it, the first
 * to commit it counts. A worker may die at any point of this. A model that gives no answer fails it: the candidate may
 * ask again.
 */
export function createStrongerAttempt(
  parts: AttemptParts,
  { model, money: limits }: ReportJudging,
  steps: Pick<ReportSteps, 'toStrongerRequest' | 'holdToSources'>,
) {
  const { redis, store, clock, instance, logger } = parts;

  async function commit(sessionId: SessionId, fact: Fact): Promise<string> {
    return (await store.commit(sessionId, { type: 'record', facts: [fact] })).outcome;
  }

  async function settle(sessionId: SessionId, fact: Settling): Promise<void> {
    const outcome = await commit(sessionId, fact);
    const { type, factNumber } = fact;
    if (outcome === 'ok') logger.info({ sessionId, factNumber, outcome: type }, 'stronger answer settled');
  }

  const fail = (sessionId: SessionId, factNumber: number, reason: ReportFailure, costUsd = 0) =>
    settle(sessionId, { type: 'stronger_answer.failed', factNumber, reason, costUsd });

  /** Commits that an attempt begins. Null: there is nothing left to write. */
  async function begin(sessionId: SessionId, factNumber: number): Promise<SessionRecord | null> {
    const record = (await store.read(sessionId))?.record;
    const given = record?.givenFacts[factNumber - 1];
    if (record === undefined || given === undefined || !isFactPending(given)) return null;
    const attempt = given.attempt + 1;
    if (attempt > mostStrongerAttempts) {
      await fail(sessionId, factNumber, 'gave_up');
      return null;
    }
    const begun = { type: 'stronger_answer.started', factNumber, attempt, instance } as const;
    return (await commit(sessionId, begun)) === 'ok' ? record : null;
  }

  /** Settles with the answer that an earlier attempt kept, whose worker died before it said so. */
  async function settleKept(sessionId: SessionId, factNumber: number): Promise<boolean> {
    const kept = await readUnnamedStrongerAnswer(redis, sessionId, factNumber);
    if (kept === null) return false;
    const { hash, answer } = kept;
    await settle(sessionId, { type: 'stronger_answer.ready', factNumber, hash, costUsd: answer.cost.usd });
    return true;
  }

  /** Null: the session is gone, or its report asks for no such fact. */
  async function gather(record: SessionRecord, factNumber: number): Promise<Material | null> {
    const { sessionId, givenFacts, report: status } = record;
    const given = givenFacts[factNumber - 1];
    const hash = status.versions.find(({ version }) => version === given?.version)?.hash ?? null;
    const report = hash === null ? null : await readReport(redis, sessionId, hash);
    const log = await store.readLog(sessionId, 0);
    const view = log.reduce<SessionView | null>((before, { event }) => evolveView(before, event), null);
    const text = view?.factTexts[factNumber - 1];
    if (given === undefined || report === null || view === null || text === undefined) return null;
    const { resume } = toKnownConfiguration(view.jobConfiguration);
    const request = await steps.toStrongerRequest(report, resume, { questionId: given.questionId, text });
    return request === null ? null : { request, report };
  }

  /** What the version and all that was written for it has cost so far: one limit holds for them together. */
  function moneyFor({ givenFacts }: SessionRecord, { version, cost }: Report): ReportMoney {
    const earlier = givenFacts.filter((given) => given.version === version);
    const spentUsd = earlier.reduce((sum, { costUsd }) => sum + costUsd, cost.usd);
    return createReportMoney(parts, limits, spentUsd);
  }

  /** Throws a ReportTroubleError where the model gave no answer. */
  async function write(
    record: SessionRecord,
    request: StrongerRequest,
    money: ReportMoney,
    signal: AbortSignal,
  ) {
    if (model === null) throw new ReportTroubleError('unreachable', false);
    const isWanted = async () => !(await isGone(redis, record.sessionId));
    const asker = createReportAsker({ candidate: toPseudonym(record.ownerId), signal, isWanted }, money, 1);
    const { text } = await asker.ask((by) => model.strengthen(request, by));
    return { text, writer: model.kind, model: model.models.advice };
  }

  async function make(
    record: SessionRecord,
    factNumber: number,
    { request, report }: Material,
    stop: AbortSignal,
  ): Promise<Settling | null> {
    const money = moneyFor(record, report);
    const before = money.cost.usd;
    const spent = () => Math.max(0, Math.round((money.cost.usd - before) * 1_000_000) / 1_000_000);
    const failed = (reason: ReportFailure): Settling => ({
      ...{ type: 'stronger_answer.failed', factNumber, reason, costUsd: spent() },
    });
    try {
      const written = await write(record, request, money, stop);
      const spoken = report.segments.map((segment) => segment.spoken);
      const held = await steps.holdToSources(written.text, request, spoken);
      if (held === null) return failed('malformed');
      const { version } = report;
      const answer: StrongerAnswer = {
        ...{ format: strongerFormat, factNumber, version, questionId: request.missing.questionId },
        madeAt: clock.now(),
        madeBy: { writer: written.writer, model: written.model, promptVersion: strongerPromptVersion },
        cost: { ...money.cost, usd: spent() },
        ...held,
      };
      const kept = await keepStrongerAnswer(redis, record.sessionId, answer);
      if (kept.outcome === 'gone') return null;
      if (kept.outcome !== 'kept') return failed('malformed');
      return { type: 'stronger_answer.ready', factNumber, hash: kept.hash, costUsd: spent() };
    } catch (error) {
      if (!(error instanceof ReportTroubleError)) throw error;
      // This worker is to stop: another one goes on.
      if (stop.aborted) throw error;
      return failed(error.reason);
    }
  }

  /** Throws a ReportTroubleError when its worker is to stop. Rejects without Redis. */
  return async (sessionId: SessionId, factNumber: number, stop: AbortSignal): Promise<void> => {
    const record = await begin(sessionId, factNumber);
    if (record === null || (await settleKept(sessionId, factNumber))) return;
    const material = await gather(record, factNumber);
    if (material === null) {
      if (!(await isGone(redis, sessionId))) await fail(sessionId, factNumber, 'malformed');
      return;
    }
    if (!canBeHeld(material.request)) {
      await fail(sessionId, factNumber, 'no_capitals');
      return;
    }
    const fact = await make(record, factNumber, material, stop);
    if (fact !== null) await settle(sessionId, fact);
  };
}
