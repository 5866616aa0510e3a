import { describe, expect, it } from 'vitest';
import { type CandidateId, instanceIdSchema, sessionIdSchema } from '../../contract/ids.ts';
import { jobConfigurationSchema } from '../../contract/job-configuration.ts';
import type { LogEntry, StoredEvent } from '../../contract/stored-events.ts';
import { evolveRecord } from '../../session/evolve-record.ts';
import { createKnownRecord } from './known-record.ts';

const base = { sessionId: sessionIdSchema.parse('ses_0000001'), at: 1 };
const created = evolveRecord(null, {
  ...base,
  type: 'session.configured',
  ownerId: 'cand_0000001' as CandidateId,
  via: 'browser',
  jobConfiguration: jobConfigurationSchema.parse({ jobTitle: 'Baker' }),
  configurationHash: 'hash',
  previousSessionId: null,
  fleetGeneration: 0,
});
const instance = instanceIdSchema.parse('telephony-1');
const media: StoredEvent = { ...base, type: 'media.started', streamSid: 'MZ1', instance };
const lost: StoredEvent = { ...base, type: 'media.lost', streamSid: 'MZ1' };
const unknown: StoredEvent = { ...base, type: 'unknown', originalType: 'of.tomorrow' };
const entry = (revision: number, event: StoredEvent): LogEntry => ({
  revision,
  commitId: `commit-${revision}`,
  event,
});
const start = () => createKnownRecord({ record: created, revision: 1, commitId: 'commit-1' });

describe('a known record', () => {
  it('is carried on by the log, with the place that it has there', () => {
    const known = start();
    known.follow([entry(2, media), entry(3, lost)]);
    expect(known.value).toMatchObject({ revision: 3, commitId: 'commit-3', record: { streamSid: null } });
  });

  it('is carried on once by its own commit and the log, whichever comes first', () => {
    const left = { record: evolveRecord(created, media), revision: 2, commitId: 'commit-2' };
    const first = start();
    first.learn(left);
    first.follow([entry(2, media), entry(3, lost)]);
    const later = start();
    later.follow([entry(2, media), entry(3, lost)]);
    later.learn(left);
    expect(later.value).toEqual(first.value);
    expect(first.value?.revision).toBe(3);
  });

  it.each([
    ['an entry that is not understood', [entry(2, unknown)]],
    ['a gap', [entry(3, lost)]],
  ])('is not known after %s, until the store has told it', (_what, entries) => {
    const known = start();
    known.follow(entries);
    known.follow([entry(4, media)]);
    expect(known.value).toBeNull();
    const told = { record: created, revision: 4, commitId: 'commit-4' };
    known.learn(told);
    expect(known.value).toBe(told);
  });

  it('is not known when the log has lost what it was folded from', () => {
    const known = start();
    known.forget();
    known.follow([entry(2, media)]);
    expect(known.value).toBeNull();
  });
});
