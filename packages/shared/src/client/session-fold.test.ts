import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '../contract/events.ts';
import { jobConfigurationSchema } from '../contract/job-configuration.ts';
import { serverMessageSchema } from '../contract/viewer-protocol.ts';
import { type Folded, foldMessage, type KnownSession, skipRevision } from './session-fold.ts';

const hash = 'a'.repeat(64);
const jobConfiguration = jobConfigurationSchema.parse({ jobTitle: 'Nurse', company: 'St Mary' });
const words = { itemId: 'i1', previousItemId: null, speaker: 'interviewer' } as const;
const log: Record<string, unknown>[] = [
  {
    type: 'session.configured',
    ownerId: 'can_aaaaaaaa',
    via: 'browser',
    jobConfiguration,
    configurationHash: hash,
    previousSessionId: null,
    fleetGeneration: 0,
  },
  { type: 'media.started', streamSid: 'MZ1', instance: 'telephony-1' },
  { type: 'interviewer.joined', bridge: 'bridge-1', token: 1 },
  { type: 'configuration.received', configurationHash: hash },
  { type: 'transcript.completed', ...words, text: 'Welcome.', startedAtMs: 0, endedAtMs: 900 },
  { type: 'interviewer.lost', bridge: 'bridge-1' },
  { type: 'session.ended', reason: 'hung_up_by_candidate' },
  { type: 'session.closed' },
];

function message(index: number) {
  const event = { sessionId: 'ses_aaaaaaaa', at: 1000 + index, ...log[index] };
  const parsed = serverMessageSchema.parse({ type: 'event', revision: index + 1, event });
  if (parsed.type !== 'event') throw new Error('not an event');
  return parsed as typeof parsed & { event: SessionEvent };
}

function fold(from: number, to: number, known: KnownSession | null = null): KnownSession {
  let folded: Folded = { known, outcome: 'ignored' };
  for (let index = from; index < to; index++) folded = foldMessage(folded.known, message(index));
  if (!folded.known) throw new Error('nothing folded');
  return folded.known;
}

describe('what the page knows', () => {
  it('is the fold of the log', () => {
    const { view } = fold(0, log.length);
    expect(view).toMatchObject({ phase: 'closed', status: 'ended', endReason: 'hung_up_by_candidate' });
    expect(view.interviewerPresent).toBe(false);
    expect(view.transcript.map(({ text }) => text)).toEqual(['Welcome.']);
  });

  it.each([1, 2, 3, 4, 5, 6, 7])('is the same after a snapshot at revision %i', (revision) => {
    const snapshot = { view: fold(0, revision).view, revision };
    const resumed = fold(revision, log.length, snapshot);
    expect(resumed.view).toEqual(fold(0, log.length).view);
    expect(resumed.revision).toBe(log.length);
  });

  it('becomes active with the receipt, and knows the time', () => {
    expect(fold(0, 4).view).toMatchObject({ phase: 'active', activeAt: 1003, receivedHash: hash });
  });

  it('applies no event twice, none out of order and none behind a gap', () => {
    const known = fold(0, 2);
    expect(foldMessage(known, message(1))).toEqual({ known, outcome: 'ignored' });
    expect(foldMessage(known, message(3))).toEqual({ known, outcome: 'gap' });
    expect(foldMessage(null, message(1))).toEqual({ known: null, outcome: 'gap' });
  });

  it('wants a snapshot when a delta arrives and nothing is known yet', () => {
    expect(foldMessage(null, { type: 'welcome', mode: 'delta', revision: 4 }).outcome).toBe('gap');
  });

  it('shows words before their turn is done, and never after', () => {
    const partial = { type: 'partial', ...words, text: 'Wel' } as const;
    const speaking = foldMessage(fold(0, 4), partial).known;
    expect(speaking?.view.transcript[0]).toMatchObject({ status: 'in_progress', text: 'Wel' });
    const done = foldMessage(fold(4, 5, speaking), partial).known;
    expect(done?.view.transcript[0]).toMatchObject({ status: 'completed', text: 'Welcome.' });
  });

  it('keeps words whose predecessor is unknown behind what was said, and puts the turn where it belongs', () => {
    const early = {
      type: 'partial',
      itemId: 'i2',
      previousItemId: null,
      speaker: 'candidate',
      text: 'I',
    } as const;
    const speaking = foldMessage(fold(0, 5), early).known;
    const order = (known: KnownSession | null) => known?.view.transcript.map(({ itemId }) => itemId);
    expect(order(speaking)).toEqual(['i1', 'i2']);
    // A snapshot may have put the words elsewhere. The turn itself names its predecessor.
    const view = speaking?.view;
    if (!view) throw new Error('no view');
    const misplaced = { view: { ...view, transcript: [...view.transcript].reverse() }, revision: 5 };
    const done = serverMessageSchema.parse({
      type: 'event',
      revision: 6,
      event: {
        type: 'transcript.completed',
        sessionId: 'ses_aaaaaaaa',
        at: 2000,
        itemId: 'i2',
        previousItemId: 'i1',
        speaker: 'candidate',
        text: 'I am.',
        startedAtMs: 1000,
        endedAtMs: 1500,
      },
    });
    if (done.type !== 'event') throw new Error('not an event');
    expect(order(foldMessage(misplaced, done).known)).toEqual(['i1', 'i2']);
  });

  it('counts an event that it does not understand', () => {
    const known = skipRevision(fold(0, 2), 3);
    expect(known?.revision).toBe(3);
    expect(skipRevision(known, 9)?.revision).toBe(3);
  });
});
