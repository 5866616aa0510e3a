import { expect, it } from 'vitest';
import { sampleView } from '../../testing/report/sample-interview.ts';
import { jobConfigurationSchema } from '../contract/job-configuration.ts';
import { reportStatusSchema } from '../contract/report-status.ts';
import type { SessionRecord } from '../contract/session-record.ts';
import type { SessionView } from '../contract/session-view.ts';
import type { StoredEvent } from '../contract/stored-events.ts';
import { givenFactSchema, mostGivenFacts, mostStrongerAttempts } from '../contract/stronger-answer.ts';
import type { Fact } from './command.ts';
import { decide } from './decide.ts';
import { evolveRecord } from './evolve-record.ts';
import { evolveView } from './evolve-view.ts';

const hash = 'a'.repeat(64);
const instance = 'b-1' as never;

/** A closed session whose reports are in these states. */
function closedWith(...states: string[]): SessionRecord {
  const jobConfiguration = jobConfigurationSchema.parse({ jobTitle: 'Baker' });
  const fresh = evolveRecord(null, {
    ...{
      type: 'session.configured',
      sessionId: 'ses_00000001' as never,
      at: 1,
      ownerId: 'can_00000001' as never,
    },
    ...{
      via: 'browser',
      jobConfiguration,
      configurationHash: hash,
      previousSessionId: null,
      fleetGeneration: 0,
    },
  });
  const versions = states.map((state, index) => ({ version: index + 1, state, hash, settledAt: 1 }));
  const report = reportStatusSchema.parse({
    state: states.at(-1) ?? 'none',
    version: states.length,
    versions,
  });
  return { ...fresh, phase: 'closed', times: { ...fresh.times, activeAt: 1 }, report };
}

/** Commits facts to a record. Answers for each the type of its event, or why there is none. */
function teller(from: SessionRecord) {
  let record = from;
  const tell = (fact: Fact): string => {
    const decision = decide(record, { type: 'record', facts: [fact] }, 2);
    if (decision.outcome !== 'events') return decision.outcome;
    record = decision.events.reduce(evolveRecord, record);
    return decision.events.map(({ type }) => type).join(', ');
  };
  return { tell, now: () => record };
}
const given = (questionId = 'q1', version = 1): Fact => ({
  ...{ type: 'fact.given', version, questionId, text: 'By half.' },
});
const started = (attempt: number, factNumber = 1): Fact => ({
  ...{ type: 'stronger_answer.started', factNumber, attempt, instance },
});
const ready: Fact = { type: 'stronger_answer.ready', factNumber: 1, hash, costUsd: 0.01 };
const failed: Fact = { type: 'stronger_answer.failed', factNumber: 1, reason: 'too_slow', costUsd: 0.02 };

it('a fact is given for a version that is ready, and for no other', () => {
  const { tell } = teller(closedWith('insufficient', 'ready'));
  expect([tell(given('q1', 1)), tell(given('q1', 2)), tell(given('q1', 3))]).toEqual([
    ...['stale', 'fact.given', 'stale'],
  ]);
  expect(teller({ ...closedWith('ready'), phase: 'active' }).tell(given())).toBe('illegal');
});

it('a question has one fact at a time, and a session so many in all', () => {
  const { tell, now } = teller(closedWith('ready'));
  expect([tell(given()), tell(given()), tell(given('q2'))]).toEqual(['fact.given', 'illegal', 'fact.given']);
  expect(tell(failed)).toBe('stronger_answer.failed');
  expect(tell(given())).toBe('fact.given');
  expect(now().givenFacts.map(({ questionId, state }) => `${questionId} ${state}`)).toEqual([
    ...['q1 failed', 'q2 queued', 'q1 queued'],
  ]);
  const fact = givenFactSchema.parse({ version: 1, questionId: 'q1', state: 'ready' });
  const full = { ...closedWith('ready'), givenFacts: Array.from({ length: mostGivenFacts }, () => fact) };
  expect(teller(full).tell(given('q5'))).toBe('illegal');
});

it('what a stronger answer cost counts beside the versions of the report, whether it was written or not', () => {
  const base = { sessionId: 'ses_00000001' as never, at: 1 };
  const view = ([failed, ready] as const).reduce<SessionView>(
    (before, fact) => evolveView(before, { ...base, ...fact } as StoredEvent),
    sampleView({ money: { quote: null, interviewerUsd: null, reportsUsd: 0.2 } }),
  );
  expect(view.money.reportsUsd).toBeCloseTo(0.23, 9);
});

it('a stronger answer is begun in order, so many times, and settled once by whichever worker is first', () => {
  const { tell, now } = teller(closedWith('ready'));
  expect(tell(started(1))).toBe('stale');
  tell(given());
  expect([tell(started(1)), tell(started(1)), tell(started(2))]).toEqual([
    ...['stronger_answer.started', 'stale', 'stronger_answer.started'],
  ]);
  tell(started(mostStrongerAttempts));
  expect(tell(started(mostStrongerAttempts + 1))).toBe('illegal');
  expect([tell(ready), tell(ready), tell(failed), tell(started(1))]).toEqual([
    ...['stronger_answer.ready', 'done', 'done', 'stale'],
  ]);
  expect(now().givenFacts).toMatchObject([{ state: 'ready', hash, costUsd: 0.01, reason: null }]);
});
