import { describe, expect, it } from 'vitest';
import { isNotUnderstood, isShown, toGapWords, toSpeakerWords } from './turn-words.ts';

const turn = {
  speaker: 'candidate',
  status: 'completed',
  text: '',
  startedAtMs: 1_000,
  endedAtMs: 4_000,
} as const;

it('does not call the candidate “you” to a coach', () => {
  expect(toSpeakerWords('candidate', 'candidate')).toBe('You');
  expect(toSpeakerWords('candidate', 'coach')).toBe('Candidate');
  expect(toSpeakerWords('interviewer', 'coach')).toBe('Interviewer');
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
    expect(toGapWords([asked, understood, { ...turn, status: 'in_progress' }], 'candidate')).toBeNull();
  });

  it('is the same sentence for one answer and for several, so that it is announced once', () => {
    const first = toGapWords([understood, turn], 'candidate');
    expect(first).toContain('Some of what you said could not be written down');
    expect(toGapWords([understood, turn, asked, turn], 'candidate')).toBe(first);
  });

  it('says that transcription is out of order when no answer has words', () => {
    expect(toGapWords([asked, turn], 'candidate')).toContain('Some of what you said');
    expect(toGapWords([asked, turn, asked, turn], 'candidate')).toContain('seems to be out of order');
  });

  it('speaks of the candidate to a coach', () => {
    expect(toGapWords([turn], 'coach')).toContain('what the candidate said');
  });
});
