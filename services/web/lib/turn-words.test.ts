import { expect, it } from 'vitest';
import { isNotUnderstood, isShown, toSpeakerWords } from './turn-words.ts';

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

it('shows what was said and not understood as a gap', () => {
  expect([isNotUnderstood(turn), isShown(turn)]).toEqual([true, true]);
  expect(isNotUnderstood({ ...turn, startedAtMs: null })).toBe(true);
});

it('shows no gap for a cough, for words, for who is still speaking, nor for the interviewer', () => {
  const none = [
    { ...turn, endedAtMs: 1_300 },
    { ...turn, text: 'I did' },
    { ...turn, status: 'in_progress' },
    { ...turn, speaker: 'interviewer' },
  ] as const;
  expect(none.map(isNotUnderstood)).toEqual([false, false, false, false]);
  expect(none.map(isShown)).toEqual([false, true, true, false]);
});
