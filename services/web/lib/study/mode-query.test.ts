import { expect, it } from 'vitest';
import { readModeQuery, toModeQuery } from './mode-query.ts';

it('keeps study mode on the way to the form, and takes any other address for an exam', () => {
  const toForm = (interviewMode: string) => `?previous=ses_1&via=browser${toModeQuery({ interviewMode })}`;
  expect(readModeQuery(toForm('study'))).toBe('study');
  expect(readModeQuery(toForm('exam'))).toBe('exam');
  for (const search of ['', '?mode=', '?mode=cram']) expect(readModeQuery(search)).toBe('exam');
});
