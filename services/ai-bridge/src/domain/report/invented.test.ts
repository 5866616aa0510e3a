import { describe, expect, it } from 'vitest';
import { inventedNumbers, knownNumbers } from './invented.ts';

const sources = [
  'At Acme I led a team of twenty five people. We cut costs by 1,200 euros, which is 3.5 percent, in two weeks.',
  'Used kubernetes and Postgres. It took three hundred hours, half of them at night.',
];
const invented = (text: string) => inventedNumbers(text, [knownNumbers(sources, 'en')], 'en');

describe('numbers in advice', () => {
  it('are those that no source names', () => {
    expect(invented('Say that 25 people saved 40 percent, or forty.')).toEqual(['40', 'forty']);
  });

  it.each([
    'At Acme I led a team of 25 people.',
    'I led twenty-five people, and saved 1200 euros (3,5 percent) within 2 weeks.',
    'It took 300 hours, half of them at night.',
    'One of us was always awake.',
  ])('are not invented if a source has them in any form: %s', (text) => {
    expect(invented(text)).toEqual([]);
  });

  it.each([
    ['I led a team of 26 people.', '26'],
    ['Costs fell by 35 percent.', '35'],
    ['We saved twelve thousand euros.', 'twelve thousand'],
    ['We saved 1,200,000 euros.', '1,200,000'],
    ['We doubled the revenue.', 'doubled'],
  ])('are invented if no source has them: %s', (text, number) => {
    expect(invented(text)).toEqual([number]);
  });

  it('are read in the language of the interview', () => {
    const german = knownNumbers(['Ich habe bei Acme ein Team von fünf Leuten geleitet.'], 'de');
    expect(inventedNumbers('Ich habe 5 Leute geleitet, nicht sieben.', [german], 'de')).toEqual(['sieben']);
  });
});
