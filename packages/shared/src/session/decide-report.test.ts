import { beforeEach, describe, expect, it } from 'vitest';
import { jobConfigurationSchema } from '../contract/job-configuration.ts';
import {
  mostCorrections,
  mostProgress,
  mostReportAttempts,
  mostReportVersions,
} from '../contract/report-status.ts';
import type { SessionRecord } from '../contract/session-record.ts';
import type { Command, Fact } from './command.ts';
import { decide } from './decide.ts';
import { nextReportVersion } from './decide-report.ts';
import { evolveRecord } from './evolve-record.ts';

const hash = 'a'.repeat(64);
const instance = 'b-1' as never;
const at = 1_000_000;
let record: SessionRecord;

/** Commits a command. Answers the types of its events, or why there are none. */
function commit(command: Command, when = at): string {
  const decision = decide(record, command, when);
  if (decision.outcome !== 'events') return decision.outcome;
  record = decision.events.reduce(evolveRecord, record);
  return decision.events.map(({ type }) => type).join(', ');
}
const tell = (...facts: Fact[]) => commit({ type: 'record', facts });
const start = (version: number, attempt: number) =>
  tell({ type: 'report.started', version, attempt, instance });
const ready = (version: number) => tell({ type: 'report.ready', version, hash, costUsd: 0.1 });

function configure(): void {
  const jobConfiguration = jobConfigurationSchema.parse({ jobTitle: 'Baker' });
  record = evolveRecord(null, {
    ...{
      type: 'session.configured',
      sessionId: 'ses_00000001' as never,
      at,
      ownerId: 'can_00000001' as never,
    },
    ...{ via: 'browser', jobConfiguration, configurationHash: hash },
    ...{ previousSessionId: null, fleetGeneration: 0 },
  });
}

function interview(): void {
  tell({ type: 'media.started', streamSid: 'MZ1', instance: 't-1' as never });
  tell({ type: 'interviewer.joined', bridge: instance, token: 1 });
  tell({ type: 'configuration.received', configurationHash: hash });
  expect(record.phase).toBe('active');
}

beforeEach(() => {
  configure();
  interview();
});

describe('the end of an interview', () => {
  it('asks for its report in the very commit that closes it, on whichever side lets go last', () => {
    commit({ type: 'end', reason: 'media_lost' });
    commit({ type: 'release', service: 'telephony', instance: 't-1' as never });
    expect(commit({ type: 'release', service: 'ai-bridge', instance })).toBe(
      'session.released, session.closed, report.queued',
    );
    expect(record.report).toMatchObject({ state: 'queued', version: 1 });
  });

  it('asks for a report as well when the deadline closes it', () => {
    commit({ type: 'end', reason: 'completed' });
    const nowMs = record.deadlineAt ?? 0;
    expect(commit({ type: 'expire', nowMs }, nowMs)).toBe('session.closed, report.queued');
  });

  it('asks for no report when no interview had begun', () => {
    configure();
    expect(commit({ type: 'end', reason: 'expired' })).toBe('session.ended, session.closed');
    expect(nextReportVersion(record)).toBeNull();
    expect(tell({ type: 'report.queued', version: 1 })).toBe('illegal');
    expect(tell({ type: 'transcript.corrected', itemId: 'i', text: 'x' })).toBe('illegal');
  });
});

describe('a closed session', () => {
  beforeEach(() => {
    commit({ type: 'end', reason: 'completed' });
    commit({ type: 'close' });
  });

  it('takes one report for each version, from whichever worker has made it', () => {
    expect(start(1, 1)).toBe('report.started');
    expect(start(1, 1)).toBe('stale');
    expect(start(1, 2)).toBe('report.started');
    expect(ready(1)).toBe('report.ready');
    expect(ready(1)).toBe('done');
    expect(tell({ type: 'report.failed', version: 1, hash: null, reason: 'quota', costUsd: 0 })).toBe('done');
    expect(start(1, 3)).toBe('stale');
    expect(record.report.versions).toMatchObject([{ version: 1, state: 'ready', hash, settledAt: at }]);
  });

  it('takes progress of the present attempt alone, up to a bound', () => {
    const progress = (attempt: number) =>
      tell({
        type: 'report.progressed',
        ...{ version: 1, attempt, step: 'judging', done: 1, of: 2, costUsd: 0.1 },
      });
    expect(progress(1)).toBe('stale');
    start(1, 1);
    start(1, 2);
    expect(progress(1)).toBe('stale');
    for (let told = 0; told < mostProgress; told++) expect(progress(2)).toBe('report.progressed');
    expect(progress(2)).toBe('illegal');
    expect(record.report).toMatchObject({ state: 'working', attempt: 2, step: 'judging', done: 1, of: 2 });
  });

  it('begins a version only a bounded number of times', () => {
    for (let attempt = 1; attempt <= mostReportAttempts; attempt++) start(1, attempt);
    expect(start(1, mostReportAttempts + 1)).toBe('illegal');
  });

  it('has a bounded number of versions, one at a time', () => {
    expect(tell({ type: 'report.queued', version: 2 })).toBe('illegal');
    for (let version = 1; version < mostReportVersions; version++) {
      expect(ready(version)).toBe('report.ready');
      expect(tell({ type: 'report.queued', version: version + 2 })).toBe('stale');
      expect(tell({ type: 'report.queued', version: version + 1 })).toBe('report.queued');
    }
    expect(record.report).toMatchObject({ state: 'queued', attempt: 0, told: 0, costUsd: 0 });
    expect(ready(mostReportVersions)).toBe('report.ready');
    expect(tell({ type: 'report.queued', version: mostReportVersions + 1 })).toBe('illegal');
  });

  it('takes what its candidate says of the report, up to a bound of each kind', () => {
    const ratings = { substance: 4, structure: 2, relevance: 3, credibility: 5, differentiation: 1 };
    expect(tell({ type: 'self_rating.given', ratings, sentence: 'Fine.' })).toBe('self_rating.given');
    expect(tell({ type: 'self_rating.given', ratings, sentence: 'Better.' })).toBe('illegal');
    for (let number = 0; number < mostCorrections; number++)
      expect(tell({ type: 'transcript.corrected', itemId: 'i', text: 'x' })).toBe('transcript.corrected');
    expect(tell({ type: 'transcript.corrected', itemId: 'i', text: 'x' })).toBe('illegal');
    const dispute: Fact = { type: 'finding.disputed', version: 1, findingId: 'f1', reason: 'No.' };
    expect(tell(dispute)).toBe('stale');
    ready(1);
    expect(tell(dispute)).toBe('finding.disputed');
  });
});
