import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '../contract/events.ts';
import { jobConfigurationSchema } from '../contract/job-configuration.ts';
import type { SessionView, TranscriptItem } from '../contract/session-view.ts';
import { evolveView, withPartial } from './evolve-view.ts';
import { placeItem } from './transcript-order.ts';

const item = (itemId: string, previousItemId: string | null, startedAtMs = 0): TranscriptItem => ({
  itemId,
  previousItemId,
  speaker: 'candidate',
  status: 'completed',
  text: itemId,
  startedAtMs,
  endedAtMs: 0,
  heardMs: null,
});
const order = (items: readonly TranscriptItem[]) => items.map(({ itemId }) => itemId).join('');

describe('placing a transcript item', () => {
  it('gives the conversation’s order, whatever the order of arrival', () => {
    const chain = [item('a', null, 0), item('b', 'a', 1), item('c', 'b', 2), item('d', 'c', 3)];
    const arrivals = permutations(chain);
    expect(arrivals.length).toBe(24);
    for (const arrival of arrivals) {
      expect(order(arrival.reduce<TranscriptItem[]>(placeItem, []))).toBe('abcd');
    }
  });

  it('uses the time of speech when no link tells the order', () => {
    const chain = [item('a', null, 0), item('b', 'a', 1), item('c', null, 2), item('d', 'lost', 3)];
    for (const arrival of permutations(chain)) {
      expect(order(arrival.reduce<TranscriptItem[]>(placeItem, []))).toBe('abcd');
    }
  });

  it('moves an item whose place was a guess', () => {
    const guessed = [item('a', null), item('c', 'a')].reduce<TranscriptItem[]>(placeItem, []);
    const before = placeItem(guessed, { ...item('b', null), status: 'in_progress' });
    expect(order(placeItem(before, item('b', 'a')))).toBe('abc');
  });

  it('replaces an item in its place', () => {
    const before = [item('a', null), item('b', 'a'), item('c', 'b')];
    expect(order(placeItem(before, { ...item('b', 'a'), text: 'new' }))).toBe('abc');
  });
});

describe('the view', () => {
  const base = { sessionId: 'ses_00000001', at: 5 };
  const events = [
    {
      ...base,
      type: 'session.configured',
      ownerId: 'cand_0000001',
      via: 'browser',
      jobConfiguration: jobConfigurationSchema.parse({ jobTitle: 'Baker' }),
      configurationHash: 'a'.repeat(64),
      previousSessionId: null,
      fleetGeneration: 0,
    },
    { ...base, type: 'media.started', streamSid: 'MZ1', instance: 't-1' },
    { ...base, type: 'interviewer.joined', bridge: 'b-1', token: 1 },
    { ...base, type: 'configuration.received', configurationHash: 'a'.repeat(64), at: 9 },
  ] as SessionEvent[];
  const fold = (list: readonly SessionEvent[]) => list.reduce<SessionView | null>(evolveView, null);

  it('tells since when the sound has been missing, until it is back', () => {
    const lost = { ...base, type: 'media.lost', streamSid: 'MZ1', at: 20 } as SessionEvent;
    const back = {
      ...base,
      type: 'media.started',
      streamSid: 'MZ2',
      instance: 't-1',
      at: 25,
    } as SessionEvent;
    const [none, since, again] = [[], [lost], [lost, back]].map((more) => fold([...events, ...more]));
    expect([none, since, again].map((view) => view?.mediaLostAt)).toEqual([null, 20, null]);
    expect([none, since, again].map((view) => view?.streamSid)).toEqual(['MZ1', null, 'MZ2']);
  });

  it('shows status, receipt and stream', () => {
    expect(fold(events)).toMatchObject({
      phase: 'active',
      status: 'connected',
      receivedAt: 9,
      streamSid: 'MZ1',
    });
  });

  it('shows partial words until the item is settled', () => {
    const view = fold(events);
    if (!view) throw new Error('no view');
    const words = { itemId: 'i', previousItemId: null, speaker: 'candidate' as const, text: 'I wor' };
    expect(withPartial(view, words).transcript).toMatchObject([{ status: 'in_progress', text: 'I wor' }]);
    const settled = { ...view, transcript: [{ ...item('i', null), text: 'I work' }] };
    expect(withPartial(settled, words)).toBe(settled);
  });
});

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length <= 1) return [[...list]];
  return list.flatMap((head, index) => permutations(list.toSpliced(index, 1)).map((rest) => [head, ...rest]));
}
