import type { SessionView, TranscriptItem } from '@ringback/shared/contract/session-view';
import { expect, it } from 'vitest';
import { toMoment } from './note-moment.ts';

const item = (itemId: string, text: string): TranscriptItem => ({
  ...{ itemId, previousItemId: null, speaker: 'interviewer', status: 'completed', text },
  ...{ startedAtMs: 0, endedAtMs: 1, heardMs: null },
});
const view = (over: Partial<SessionView>) =>
  ({
    activeAt: 1_000,
    endedAt: null,
    transcript: [item('i1', 'Hello.'), item('i2', '')],
    ...over,
  }) as SessionView;

it('a note belongs to the moment by the server’s clock, and to the last turn that stands on the page', () => {
  expect(toMoment({ view: view({}), clockAheadMs: 500 }, 62_000)).toEqual({ atMs: 60_500, itemId: 'i1' });
  expect(toMoment({ view: view({}), clockAheadMs: 5_000 }, 1_500).atMs).toBe(0);
});

it.each([null, view({ activeAt: null }), view({ endedAt: 9_000 })])(
  'before the interview and after it a note is about no moment',
  (at) => {
    expect(toMoment({ view: at, clockAheadMs: 0 }, 62_000)).toEqual({ atMs: null, itemId: null });
  },
);
