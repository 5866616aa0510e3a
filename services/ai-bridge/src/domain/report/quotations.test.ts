import { describe, expect, it } from 'vitest';
import { checkQuotations } from './quotations.ts';

const said = [
  'I led a team of four, and we shipped late.',
  'It was, um, my   mistake.',
  'Wir haben’s geschafft.',
];
const check = (prose: string) => checkQuotations(prose, said);

describe('quotations in prose', () => {
  it.each([
    'You say “we shipped late” and stop there.',
    'Nothing is quoted here.',
    'You name a "team of four".',
    'Ihr «geschafft» kam spät.',
  ])('stay if they were said exactly so: %s', (prose) => {
    expect(check(prose)).toEqual({ text: prose, repaired: 0, dropped: 0 });
  });

  it.each([
    ['You say “I Led a  team of four”.', 'You say “I led a team of four”.'],
    ['You say "i led a team of four and we shipped".', 'You say "I led a team of four, and we shipped".'],
    ['You say “It was um my mistake.”', 'You say “It was, um, my   mistake”'],
    ["„Wir haben's geschafft“ sagt viel.", '„Wir haben’s geschafft“ sagt viel.'],
  ])('are written as they were really said: %s', (prose, expected) => {
    expect(check(prose)).toEqual({ text: expected, repaired: 1, dropped: 0 });
  });

  it.each([
    ['You were clear. You said “I doubled the revenue”. It shows.', 'You were clear. It shows.'],
    ['“I led a team of forty” is strong.', ''],
    ['You said “a tea”.', ''],
    ['You said “LED A”. Good.', 'Good.'],
    [
      'Fine. Both “we won a prize” and “we won a war” are big. You end on “a team of four”.',
      'Fine. You end on “a team of four”.',
    ],
  ])('take their sentence along if they were never said: %s', (prose, expected) => {
    expect(check(prose)).toEqual({ text: expected, repaired: 0, dropped: 1 });
  });

  it('are checked one by one, and counted', () => {
    const prose = 'Good: “a team of four”. Invented: “we won a prize”. Nearly: “WE SHIPPED late”.';
    expect(check(prose)).toEqual({
      text: 'Good: “a team of four”. Nearly: “we shipped late”.',
      repaired: 1,
      dropped: 1,
    });
  });
});
