import type { SessionId } from '@ringback/shared/contract/ids';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { keys } from '@ringback/shared/redis/keys';
import { keepReport } from '@ringback/shared/redis/session/reports';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReportModel } from '../../services/ai-bridge/src/domain/report/report-port.ts';
import { createReportAttempt } from '../../services/ai-bridge/src/report/report-attempt.ts';
import { reportSteps } from '../../services/ai-bridge/src/report/report-steps.ts';
import { beginInterview, newSession } from '../support/new-session.ts';
import { evenJudge } from '../support/report/even-judge.ts';
import { KilledError, killedAt } from '../support/report/killed-worker.ts';
import { recordInterview } from '../support/report/recorded-interview.ts';
import { openReporterParts } from '../support/report/reporter-parts.ts';

let parts: ServiceParts;
beforeEach(async () => {
  parts = await openReporterParts();
});
afterEach(() => parts.close());

const money = { prices: {}, limitUsd: 1, dailyLimitUsd: 1, isFree: true };
const never = new AbortController().signal;
const attemptWith = (own: ServiceParts) =>
  createReportAttempt(own, { model: null, samples: 1, money }, reportSteps);

/** An interview that is over; its report is wanted. */
async function overInterview(): Promise<SessionId> {
  const id = await newSession(parts.store);
  await beginInterview(parts.store, id);
  await parts.store.commit(id, { type: 'end', reason: 'media_lost' });
  await parts.store.commit(id, { type: 'close' });
  return id;
}

const reportOf = async (id: SessionId) => (await parts.store.read(id))?.record.report;

describe('a worker that dies', () => {
  it.each([
    ['before it begins', 'read', 'before'],
    ['with the beginning on the record', 'started', 'after'],
    ['with the log in its hands', 'readLog', 'after'],
    ['before the report is kept', 'kept', 'before'],
    ['with the report kept and not named', 'kept', 'after'],
    ['with the report settled and its job not done', 'settled', 'after'],
  ] as const)('%s leaves one report to the next', async (_what, step, when) => {
    const id = await overInterview();
    await expect(attemptWith(killedAt(parts, step, when))(id, 1, never)).rejects.toThrow(KilledError);
    await attemptWith(parts)(id, 1, never);
    await attemptWith(parts)(id, 1, never);
    const report = await reportOf(id);
    expect(report?.versions).toMatchObject([{ version: 1, state: 'insufficient' }]);
    expect(await parts.redis.hexists(sessionKeys.reports(id), report?.versions[0]?.hash ?? '')).toBe(1);
    expect(await parts.redis.zscore(keys.pendingReports, id)).toBeNull();
    const settled = (await parts.store.readLog(id, 0)).filter(
      ({ event }) => event.type === 'report.insufficient',
    );
    expect(settled).toHaveLength(1);
  });

  it('each time fails the version, in words, and is not tried for ever', async () => {
    const id = await overInterview();
    for (let death = 0; death < 5; death++)
      await expect(attemptWith(killedAt(parts, 'kept', 'before'))(id, 1, never)).rejects.toThrow(KilledError);
    expect(await reportOf(id)).toMatchObject({ state: 'working', attempt: 5 });
    await attemptWith(parts)(id, 1, never);
    expect(await reportOf(id)).toMatchObject({ state: 'failed', reason: 'gave_up' });
  });
});

it('two workers that make one version at once make it once', async () => {
  const id = await overInterview();
  await Promise.all([attemptWith(parts)(id, 1, never), attemptWith(parts)(id, 1, never)]);
  expect((await reportOf(id))?.versions).toHaveLength(1);
});

it('a report of an erased session is kept nowhere', async () => {
  const id = await overInterview();
  const erasing: ServiceParts = {
    ...parts,
    store: {
      ...parts.store,
      async readLog(sessionId, after) {
        const log = await parts.store.readLog(sessionId, after);
        await parts.redis.set(sessionKeys.tombstone(sessionId), '1', 'EX', 60);
        await parts.redis.del(sessionKeys.record(sessionId), sessionKeys.log(sessionId));
        return log;
      },
    },
  };
  await attemptWith(erasing)(id, 1, never);
  expect(await parts.redis.exists(sessionKeys.reports(id), sessionKeys.record(id))).toBe(0);
});

const question = 'Tell me about a project that you have led and how it turned out in the end?';
const answer =
  'Last year I led the migration of our billing to another provider. I split the work into four parts because nobody ' +
  'knew the old code. I wrote the plan with two colleagues and tested every part with one customer first. We moved every ' +
  'customer within six weeks, and the number of failed payments fell by 30 percent.';

async function judgedInterview(): Promise<SessionId> {
  const id = await newSession(parts.store);
  await recordInterview(parts.store, id, { question, answer });
  return id;
}

const judgedBy = (own: ServiceParts, model: ReportModel) =>
  createReportAttempt(own, { model, samples: 1, money }, reportSteps);

describe('a judged report', () => {
  it('is asked for no further once its session is erased', async () => {
    const id = await judgedInterview();
    const { model, asked } = evenJudge(async () => {
      await parts.redis.set(sessionKeys.tombstone(id), '1', 'EX', 60);
      await parts.redis.del(sessionKeys.record(id), sessionKeys.log(id));
    });
    await judgedBy(parts, model)(id, 1, never);
    // Four calls are under way at a time.
    expect(asked()).toBeLessThanOrEqual(4);
    expect(await parts.redis.exists(sessionKeys.reports(id), sessionKeys.record(id))).toBe(0);
  });

  it('is settled if its worker is told to stop after the last answer', async () => {
    const id = await judgedInterview();
    const stop = new AbortController();
    const { model } = evenJudge(async (kind) => {
      if (kind === 'advise') stop.abort();
    });
    await judgedBy(parts, model)(id, 1, stop.signal);
    expect(await reportOf(id)).toMatchObject({ state: 'ready', attempt: 1 });
  });

  it('that was kept and not named is settled by the next attempt, which asks nothing again', async () => {
    const id = await judgedInterview();
    const { model, asked } = evenJudge(async () => {});
    await expect(judgedBy(killedAt(parts, 'kept', 'after'), model)(id, 1, never)).rejects.toThrow(
      KilledError,
    );
    const before = asked();
    await judgedBy(parts, model)(id, 1, never);
    expect(await reportOf(id)).toMatchObject({ state: 'ready', attempt: 2 });
    expect(asked()).toBe(before);
  });
});

it('a report that its reader could not read is not called too heavy', async () => {
  const unreadable = { version: 0 } as Parameters<typeof keepReport>[2];
  expect(await keepReport(parts.redis, await judgedInterview(), unreadable)).toEqual({
    outcome: 'malformed',
  });
});
