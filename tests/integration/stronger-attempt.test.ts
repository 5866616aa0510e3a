import type { SessionId } from '@ringback/shared/contract/ids';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { keys } from '@ringback/shared/redis/keys';
import { keepReport } from '@ringback/shared/redis/session/reports';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { readStrongerAnswers } from '@ringback/shared/redis/session/stronger-answers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleReport } from '../../packages/shared/testing/report/sample-report.ts';
import type { Asked, ReportModel } from '../../services/ai-bridge/src/domain/report/report-port.ts';
import { reportSteps } from '../../services/ai-bridge/src/report/report-steps.ts';
import { createStrongerAttempt } from '../../services/ai-bridge/src/report/stronger-attempt.ts';
import { newSession } from '../support/new-session.ts';
import { KilledError, killedAt } from '../support/report/killed-worker.ts';
import { recordInterview } from '../support/report/recorded-interview.ts';
import { openReporterParts } from '../support/report/reporter-parts.ts';

let parts: ServiceParts;
beforeEach(async () => {
  parts = await openReporterParts();
});
afterEach(() => parts.close());

const rates = { input: 1, cached: 0.1, output: 5 };
const prices = { judge: { text: rates, audio: { input: 0, cached: 0, output: 0 } } };
const used = { model: 'judge', input: 1_000, cached: 0, output: 1_000 };
/** Of one answer, in US dollars. */
const answerUsd = 0.006;
const never = new AbortController().signal;

/** A model that writes this text. `meanwhile` happens while it is asked. */
function writerOf(text: string, meanwhile: () => Promise<void> = async () => {}) {
  let asked = 0;
  const none = async (): Promise<Asked<never>> => {
    throw new Error('a stronger answer needs no other question');
  };
  const model: ReportModel = {
    ...{ kind: 'model', models: { judge: 'judge', support: 'support', advice: 'judge' } },
    ...{ judge: none, classify: none, checkSupport: none, advise: none },
    async strengthen(_request, { hold }) {
      const reason = await hold(used);
      if (reason !== null) return { outcome: 'failed', trouble: { reason, passing: false, detail: '' } };
      asked += 1;
      await meanwhile();
      return { outcome: 'answered', answer: { text }, used };
    },
  };
  return { model, asked: () => asked };
}
const attemptOf = (own: ServiceParts, model: ReportModel, limitUsd = 1) =>
  createStrongerAttempt(
    own,
    {
      model,
      samples: 1,
      money: { prices, limitUsd, dailyLimitUsd: 1_000_000, isFree: false },
    },
    reportSteps,
  );
const { model } = writerOf('I moved it to Redis with Priya: from 900 to 200 ms, at Globex.');

/** A closed session with a report that asks for a fact, which is given. */
async function givenFact(): Promise<SessionId> {
  const id = await newSession(parts.store);
  await recordInterview(parts.store, id, { question: 'And?', answer: 'It was a lot faster.' });
  const kept = await keepReport(
    parts.redis,
    id,
    sampleReport({ cost: { usd: 0.5, input: 0, cached: 0, output: 0 } }),
  );
  if (kept.outcome !== 'kept') throw new Error(kept.outcome);
  const { outcome } = await parts.store.commit(id, {
    type: 'record',
    facts: [
      { type: 'report.ready', version: 1, hash: kept.hash, costUsd: 0.5 },
      { type: 'fact.given', version: 1, questionId: 'q1', text: 'With Priya, from 900 to 200 ms.' },
    ],
  });
  if (outcome !== 'ok') throw new Error(outcome);
  return id;
}
const factsOf = async (id: SessionId) => (await parts.store.read(id))?.record.givenFacts;
const writtenOf = async (id: SessionId) =>
  readStrongerAnswers(
    parts.redis,
    id,
    ((await factsOf(id)) ?? []).flatMap(({ hash }) => hash ?? []),
  );
const settledIn = async (id: SessionId) =>
  (await parts.store.readLog(id, 0)).flatMap(({ event }) =>
    /^stronger_answer\.(ready|failed)$/.test(event.type) ? [event.type] : [],
  );

it('a stronger answer is kept with its cost and its writer, with a blank for what no source has', async () => {
  const id = await givenFact();
  expect(await parts.redis.zscore(keys.pendingReports, id)).not.toBeNull();
  await attemptOf(parts, model)(id, 1, never);
  expect(await factsOf(id)).toMatchObject([{ state: 'ready', attempt: 1, costUsd: answerUsd }]);
  expect(await writtenOf(id)).toMatchObject([
    {
      ...{ factNumber: 1, version: 1, questionId: 'q1', blanks: 1, cost: { usd: answerUsd, output: 1_000 } },
      ...{
        madeBy: { writer: 'model', model: 'judge' },
        text: 'I moved it to Redis with Priya: from 900 to 200 ms, at ___.',
      },
    },
  ]);
  expect(await parts.redis.zscore(keys.pendingReports, id)).toBeNull();
});

describe('a worker that dies', () => {
  it.each([
    ['before it begins', 'read', 'before'],
    ['with the beginning on the record', 'started', 'after'],
    ['with the log in its hands', 'readLog', 'after'],
    ['before the answer is kept', 'kept', 'before'],
    ['with the answer kept and not named', 'kept', 'after'],
    ['with the answer settled and its job not done', 'settled', 'after'],
  ] as const)('%s leaves one stronger answer to the next', async (_what, step, when) => {
    const id = await givenFact();
    const writer = writerOf('It was faster.');
    await expect(attemptOf(killedAt(parts, step, when), writer.model)(id, 1, never)).rejects.toThrow(
      KilledError,
    );
    const before = writer.asked();
    await attemptOf(parts, writer.model)(id, 1, never);
    await attemptOf(parts, writer.model)(id, 1, never);
    expect(await settledIn(id)).toEqual(['stronger_answer.ready']);
    expect(await writtenOf(id)).toHaveLength(1);
    // What was paid for and kept is not asked for again.
    if (step === 'kept' && when === 'after') expect(writer.asked()).toBe(before);
  });

  it('each time fails it, in words, and is not tried for ever', async () => {
    const id = await givenFact();
    for (let death = 0; death < 3; death++)
      await expect(attemptOf(killedAt(parts, 'kept', 'before'), model)(id, 1, never)).rejects.toThrow(
        KilledError,
      );
    await attemptOf(parts, model)(id, 1, never);
    expect(await factsOf(id)).toMatchObject([{ state: 'failed', reason: 'gave_up' }]);
  });

  it('by order leaves it to another worker, which is not a failure', async () => {
    const id = await givenFact();
    const stop = new AbortController();
    stop.abort();
    await expect(attemptOf(parts, model)(id, 1, stop.signal)).rejects.toMatchObject({ reason: 'too_slow' });
    expect(await settledIn(id)).toEqual([]);
    await attemptOf(parts, model)(id, 1, never);
    expect(await settledIn(id)).toEqual(['stronger_answer.ready']);
  });
});

it('two workers that write one at once settle it once', async () => {
  const id = await givenFact();
  await Promise.allSettled([attemptOf(parts, model)(id, 1, never), attemptOf(parts, model)(id, 1, never)]);
  expect(await settledIn(id)).toEqual(['stronger_answer.ready']);
});

it('the limit of a version holds for its report and its stronger answers together', async () => {
  const id = await givenFact();
  await attemptOf(parts, model, 0.5 + answerUsd)(id, 1, never);
  const again = { type: 'fact.given', version: 1, questionId: 'q1', text: 'Half.' } as const;
  await parts.store.commit(id, { type: 'record', facts: [again] });
  await attemptOf(parts, model, 0.5 + answerUsd)(id, 2, never);
  expect(await factsOf(id)).toMatchObject([{ state: 'ready' }, { state: 'failed', reason: 'too_expensive' }]);
});

it('nothing is kept of a session that is erased while its answer is written', async () => {
  const id = await givenFact();
  const erasing = writerOf('It was faster.', async () => {
    await parts.redis.set(sessionKeys.tombstone(id), '1', 'EX', 60);
    await parts.redis.del(sessionKeys.record(id), sessionKeys.log(id), sessionKeys.reports(id));
  });
  await attemptOf(parts, erasing.model)(id, 1, never);
  expect(await parts.redis.exists(sessionKeys.reports(id), sessionKeys.record(id))).toBe(0);
});
