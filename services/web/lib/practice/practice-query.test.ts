import { expect, it } from 'vitest';
import { readPracticeQuery, toPracticeQuery } from './practice-query.ts';

it('survives the way through an address, and what is no practice is none', () => {
  const practice = { kind: 'one_question', questionId: 'q12' } as const;
  const query = Object.fromEntries(new URLSearchParams(toPracticeQuery(practice)));
  expect(readPracticeQuery(query)).toEqual(practice);
  const whole = { kind: 'weak_only' } as const;
  expect(readPracticeQuery(Object.fromEntries(new URLSearchParams(toPracticeQuery(whole))))).toEqual(whole);
  expect(toPracticeQuery(undefined)).toBe('');
  for (const wrong of [
    {},
    { practice: 'one_question' },
    { ...query, question: '../x' },
    { ...query, practice: ['a'] },
  ])
    expect(readPracticeQuery(wrong)).toBeNull();
});
