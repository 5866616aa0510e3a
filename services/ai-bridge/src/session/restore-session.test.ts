import type { SessionEvent } from '@ringback/shared/contract/events';
import { candidateIdSchema, sessionIdSchema, shareIdSchema } from '@ringback/shared/contract/ids';
import { noBriefing } from '@ringback/shared/contract/practice';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import { evolveRecord } from '@ringback/shared/session/evolve-record';
import { expect, it } from 'vitest';
import { configurationHash, jobConfiguration } from '../../testing/play-bridge.ts';
import { planByRules } from '../domain/interview/plan.ts';
import { restoreSession } from './restore-session.ts';

const base = { sessionId: sessionIdSchema.parse('ses_00000001'), at: 1_000 };
const otherHash = 'b'.repeat(64);
const planned: SessionEvent = {
  ...base,
  type: 'interview.planned',
  plan: planByRules(jobConfiguration),
  madeBy: 'rules',
  configurationHash,
};
const covered: SessionEvent = { ...base, type: 'interview.point_covered', pointId: 'p1' };
const changed: SessionEvent = {
  ...base,
  type: 'configuration.changed',
  jobConfiguration: { ...jobConfiguration, jobTitle: 'Miller' },
  configurationHash: otherHash,
};
const configured: SessionEvent = {
  ...base,
  type: 'session.configured',
  ownerId: candidateIdSchema.parse('cand_0000001'),
  via: 'browser',
  jobConfiguration,
  configurationHash,
  previousSessionId: null,
  fleetGeneration: 0,
};

function restoredAfter(
  events: readonly SessionEvent[],
  activeAt: number | null = 1_000,
  first: SessionEvent = configured,
) {
  const log: LogEntry[] = [first, ...events].map((event, index) => ({
    revision: index + 1,
    commitId: '',
    event,
  }));
  const folded = log.reduce<SessionRecord | null>((known, { event }) => evolveRecord(known, event), null);
  if (folded === null) throw new Error('no record');
  return restoreSession(log, { ...folded, times: { ...folded.times, activeAt } }, 2_000);
}
const coveredAfter = (events: readonly SessionEvent[]) => restoredAfter(events).begun?.covered;

it('an interview goes on with the points that were covered', () => {
  expect(coveredAfter([planned, covered])).toEqual(['p1']);
});

it('the points of another job’s plan are not covered, even before the new plan is on the record', () => {
  expect(coveredAfter([planned, covered, changed])).toEqual([]);
  expect(coveredAfter([planned, covered, changed, { ...planned, configurationHash: otherHash }])).toEqual([]);
});

it('the plan is the last one for the current job, even before the interview begins', () => {
  const later: SessionEvent = { ...planned, plan: { ...planned.plan, warmUp: 'What did you bake today?' } };
  const notBegun = restoredAfter([planned, later], null);
  expect(notBegun).toMatchObject({ keptPlan: later.plan, begun: null });
  expect(restoredAfter([planned, changed]).keptPlan).toBeNull();
});

it('a plan that only another version can follow counts as none', () => {
  const foreign = { ...planned, plan: { version: 'newer' } } as unknown as SessionEvent;
  expect(restoredAfter([planned, foreign]).keptPlan).toBeNull();
});

it('the interviewer is told of the session that is practised again, if this version knows what is told', () => {
  const briefing = { ...noBriefing, asked: ['Why do you bake?'] };
  expect(restoredAfter([], null, { ...configured, briefing }).briefing).toEqual(briefing);
  const foreign = { ...configured, briefing: { ...noBriefing, weak: ['newer'] } } as unknown as SessionEvent;
  expect(restoredAfter([], null, foreign).briefing).toEqual(noBriefing);
  expect(restoredAfter([], null).briefing).toEqual(noBriefing);
});

it('a waiting topic has its own words, also where the entry of an earlier one cannot be read', () => {
  const suggested = (shareId: string, at: number, text: string): SessionEvent => ({
    ...{ ...base, type: 'topic.suggested', shareId: shareIdSchema.parse(shareId), by: '', at, text },
  });
  const settled: SessionEvent = { ...base, type: 'topic.settled', number: 1, outcome: 'passed' };
  const events = [configured, suggested('shr_00000001', 2, 'first'), settled];
  const all = [...events, suggested('shr_00000002', 3, 'second')];
  const log: LogEntry[] = all.map((event, index) => ({ revision: index + 1, commitId: '', event }));
  const record = log.reduce<SessionRecord | null>((known, { event }) => evolveRecord(known, event), null);
  if (record === null) throw new Error('no record');
  const unreadable = log.map((entry, index) =>
    index === 1
      ? { ...entry, event: { type: 'unknown', originalType: 'topic.suggested', at: 2 } as never }
      : entry,
  );
  for (const read of [log, unreadable])
    expect(restoreSession(read, record, 2_000).topic).toEqual({ number: 2, text: 'second' });
});
