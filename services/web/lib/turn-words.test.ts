import { describe, expect, it } from 'vitest';
import { isNotUnderstood, isShown, splitTranscript, toGapWords, toSpeakerWords } from './turn-words.ts';
import { en } from './words/en.ts';

const turn = {
  speaker: 'candidate',
  status: 'completed',
  text: '',
  startedAtMs: 1_000,
  endedAtMs: 4_000,
} as const;

it('does not call the candidate “you” to a coach', () => {
  expect(toSpeakerWords(en.session, 'candidate', 'candidate')).toBe('You');
  expect(toSpeakerWords(en.session, 'candidate', 'coach')).toBe('Candidate');
  expect(toSpeakerWords(en.session, 'interviewer', 'coach')).toBe('Interviewer');
});

it('shows a gap for what was said and not understood', () => {
  expect([isNotUnderstood(turn), isShown(turn)]).toEqual([true, true]);
  expect(isNotUnderstood({ ...turn, startedAtMs: null })).toBe(true);
});

it('shows no gap for a cough, for words, while someone still speaks, or for the interviewer', () => {
  const none = [
    { ...turn, endedAtMs: 1_300 },
    { ...turn, text: 'I did' },
    { ...turn, status: 'in_progress' },
    { ...turn, speaker: 'interviewer' },
  ] as const;
  expect(none.map(isNotUnderstood)).toEqual([false, false, false, false]);
  expect(none.map(isShown)).toEqual([false, true, true, false]);
});

describe('the notice about answers without words', () => {
  const understood = { ...turn, text: 'I did' } as const;
  const asked = { ...turn, speaker: 'interviewer', text: 'And then?' } as const;

  it('is empty while none is missing', () => {
    expect(
      toGapWords(en.session, [asked, understood, { ...turn, status: 'in_progress' }], 'candidate'),
    ).toBeNull();
  });

  it('is the same sentence for one answer and for several, so that it is announced once', () => {
    const first = toGapWords(en.session, [understood, turn], 'candidate');
    expect(first).toContain('Some of what you said could not be written down');
    expect(toGapWords(en.session, [understood, turn, asked, turn], 'candidate')).toBe(first);
  });

  it('says that transcription is out of order when no answer has words', () => {
    expect(toGapWords(en.session, [asked, turn], 'candidate')).toContain('Some of what you said');
    expect(toGapWords(en.session, [asked, turn, asked, turn], 'candidate')).toContain(
      'seems to be out of order',
    );
  });

  it('speaks of the candidate to a coach', () => {
    expect(toGapWords(en.session, [turn], 'coach')).toContain('what the candidate said');
  });
});

it('only turns that are over, and that follow none that is not, are in the log', () => {
  const over = { ...turn, text: 'I did' } as const;
  const speaking = { ...turn, status: 'in_progress' } as const;
  expect(splitTranscript([over, speaking, over])).toEqual({ log: [over], tail: [speaking, over] });
  expect(splitTranscript([over, over])).toEqual({ log: [over, over], tail: [] });
  expect(splitTranscript([])).toEqual({ log: [], tail: [] });
});
