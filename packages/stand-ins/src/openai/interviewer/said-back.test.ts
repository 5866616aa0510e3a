import { expect, test } from 'vitest';
import { findOwnWords } from './said-back.ts';

test.each<[string, string | null]>([
  ['I wrote a roadmap for my team.', 'wrote a roadmap for your team'],
  ['I did not manage to finish the project.', null],
  ['I decided not to tell the customer.', null],
  ['I promised they couldn’t lose any data.', null],
  ["I noticed it didn't work for the shops.", null],
  ['I managed two shops that never made money.', 'managed two shops'],
  ['I indeed like the work with people.', null],
  ['I used to work in a large bakery.', null],
  ['I had to leave the company in spring.', null],
  [
    'I did not finish the project. I rebuilt the oven with two colleagues.',
    'rebuilt the oven with two colleagues',
  ],
])('%j', (answer, ownWords) => {
  expect(findOwnWords(answer)).toBe(ownWords);
});
