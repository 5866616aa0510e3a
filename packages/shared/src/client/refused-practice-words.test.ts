import { expect, it } from 'vitest';
import { refusedPracticeWords } from './refused-practice-words.ts';

it('a practice that is refused says why, and what to do', () => {
  expect(refusedPracticeWords({ reason: 'no_plan' })).toBe(
    'This interview has no plan to repeat. Choose another way to practise.',
  );
});

it('a reason of another release has no words of its own', () => {
  expect(refusedPracticeWords({ reason: 'no_moon' })).toBeNull();
  expect(refusedPracticeWords(undefined)).toBeNull();
});
