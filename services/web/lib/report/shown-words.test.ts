import { expect, it } from 'vitest';
import { sampleView } from '../../../../packages/shared/testing/report/sample-interview.ts';
import { hasOpenCorrections, toShownWords } from './shown-words.ts';

const [, sample] = sampleView().transcript;
const turn = (text: string, corrected: string) => {
  if (sample === undefined) throw new TypeError('the sample has no answer');
  return { ...sample, itemId: 'item_2', text, corrected };
};
const judged = (...sentences: string[]) => sentences.map((spoken) => ({ itemId: 'item_2', spoken }));

it('is what was corrected once a report has judged that, also where a correction only shortens or lengthens', () => {
  for (const [heard, said] of [
    ['I led it. And my aunt too.', 'I led it.'],
    ['I led it.', 'I led it. It held.'],
    ['I let it.', 'I led it.'],
  ] as const) {
    const item = turn(heard, said);
    const sentencesOf = (text: string) => judged(...text.split(/(?<=\.) /));
    expect(toShownWords(item, sentencesOf(said)).cited).toBe('corrected');
    expect(hasOpenCorrections([item], sentencesOf(said))).toBe(false);
    expect(toShownWords(item, sentencesOf(heard)).cited).toBe('heard');
    expect(hasOpenCorrections([item], sentencesOf(heard))).toBe(true);
  }
});

it('is not open where the report has no sentence of the turn', () => {
  expect(hasOpenCorrections([turn('', 'I led it.')], judged())).toBe(false);
});
