import { expect, test } from 'vitest';
import { elapsedMs, type Fact } from './facts.ts';
import { type Order, readOrder, timeMark } from './time-plan.ts';

test.each([
  [5, 239, 'questions'],
  [5, 240, 'candidate_questions'],
  [5, 280, 'closing'],
  [15, 779, 'questions'],
  [15, 780, 'candidate_questions'],
  [30, 1680, 'candidate_questions'],
  [30, 1780, 'closing'],
])('an interview of %i minutes is after %i s at %s', (minutes, seconds, mark) => {
  expect(timeMark(seconds * 1000, { lengthMinutes: minutes })).toBe(mark);
});

test.each<[string, Order | null]>([
  ['Two minutes left. Move on to the candidate’s questions.', 'candidate_questions'],
  [
    'About two minutes are left. Finish the present question, then invite the candidate’s own questions.',
    'candidate_questions',
  ],
  ['Now invite the candidate’s own questions.', 'candidate_questions'],
  ['Time is up. Thank the candidate, say goodbye in one sentence and call end_interview.', 'close'],
  ['There are 2 minutes remaining.', 'candidate_questions'],
  ['10 minutes left', null],
  ['Time is up: say a short goodbye.', 'close'],
  ['Say goodbye and end the interview.', 'close'],
  ['The connection was lost for a moment. Continue where you stopped.', 'resume'],
  ['The candidate has been silent for a while.', 'nudge'],
  ['Greet the candidate.', null],
])('%s', (text, order) => {
  expect(readOrder(text)).toBe(order);
});

const interviewer = (text: string, atMs: number, isReplayed = false): Fact => ({
  by: 'interviewer',
  text,
  isCut: false,
  isReplayed,
  atMs,
});
const candidate = (text: string, atMs: number): Fact => ({ by: 'candidate', text, durationMs: 0, atMs });

test('time counts from the interviewer’s first word, in caller audio', () => {
  expect(elapsedMs([], 30_000)).toBe(0);
  expect(elapsedMs([interviewer('Hello.', 30_000), candidate('Hi.', 34_000)], 40_000)).toBe(10_000);
});

test('what was replayed from an earlier session counts by its number of words', () => {
  const replayed = [
    interviewer('one two three four five.', 0, true),
    candidate('one two three four five', 0),
  ];
  expect(elapsedMs(replayed, 1000)).toBe(4000);
  expect(elapsedMs([...replayed, interviewer('Again.', 1000)], 3000)).toBe(6000);
});
