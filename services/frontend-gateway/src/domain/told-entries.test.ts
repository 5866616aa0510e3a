import type { SessionEvent } from '@ringback/shared/contract/events';
import { candidateIdSchema, instanceIdSchema, sessionIdSchema } from '@ringback/shared/contract/ids';
import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import { expect, it } from 'vitest';
import { foldToldEntries } from './told-entries.ts';

const sessionId = sessionIdSchema.parse('ses_0123456789');
const base = { sessionId, at: 1000 };
const instance = instanceIdSchema.parse('telephony-1');
const events: SessionEvent[] = [
  {
    ...base,
    type: 'session.configured',
    ownerId: candidateIdSchema.parse('can_0123456789'),
    via: 'browser',
    jobConfiguration: jobConfigurationSchema.parse({ jobTitle: 'Nurse' }),
    configurationHash: 'a'.repeat(64),
    previousSessionId: null,
    fleetGeneration: 0,
  },
  { ...base, type: 'media.started', streamSid: 'MZ1', instance },
  { ...base, type: 'media.lost', streamSid: 'MZ1' },
  { ...base, type: 'session.ended', reason: 'media_lost' },
  { ...base, type: 'session.closed' },
];
const entries: LogEntry[] = events.map((event, index) => ({ revision: index + 1, commitId: 'c', event }));

it('tells the status beside each event that changes it, and beside no other', () => {
  const { told } = foldToldEntries(null, entries);
  const statuses = told.map(({ messages }) => messages.owner.slice(1));
  expect(told.map(({ messages }) => messages.owner[0]?.type)).toEqual(Array(5).fill('event'));
  expect(statuses).toEqual([
    [{ type: 'call.status_changed', status: 'calling', sessionId }],
    [{ type: 'call.status_changed', status: 'connected', sessionId, streamSid: 'MZ1' }],
    [],
    [{ type: 'call.status_changed', status: 'ended', sessionId, reason: 'media_lost' }],
    [],
  ]);
});

it('lets words wait a moment, and nothing else', () => {
  const speech = { speaker: 'candidate', startedAtMs: 0, endedAtMs: 1 } as const;
  const words: SessionEvent[] = [
    { ...base, ...speech, type: 'transcript.completed', itemId: 'a', previousItemId: null, text: 'Yes.' },
    { ...base, ...speech, type: 'speech.measured', itemId: 'a', overlapMs: 0, afterMs: null },
  ];
  const spoken = words.map((event, index) => ({ revision: index + 6, commitId: 'c', event }));
  const { told } = foldToldEntries(null, [...entries.slice(0, 2), ...spoken]);
  expect(told.map(({ mayWait }) => mayWait)).toEqual([false, false, true, true]);
});

it('folds the same whether entries arrive together or one at a time', () => {
  let { view } = foldToldEntries(null, []);
  for (const entry of entries) view = foldToldEntries(view, [entry]).view;
  expect(view).toEqual(foldToldEntries(null, entries).view);
  expect(view?.phase).toBe('closed');
});
