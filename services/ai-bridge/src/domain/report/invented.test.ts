import { describe, expect, it } from 'vitest';
import { blankInvented, hasCapitals, inventedNumbers, knownNumbers } from './invented.ts';

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

describe('a stronger answer', () => {
  const check = (text: string, language = 'en') => blankInvented(text, sources, language);

  it.each([
    'At Acme I led a team of 25 people.',
    'I led twenty-five people, and saved 1200 euros (3,5 percent) within 2 weeks.',
    'I moved Acme’s services to Kubernetes. It took 300 hours, half of them at night.',
    "Then I asked for help. We cut costs. I'm proud of it.",
    'One of us was always awake.',
  ])('stays as it is if its sources have every number and name: %s', (text) => {
    expect(check(text)).toEqual({ text, blanks: 0 });
  });

  it.each([
    ['I led a team of 26 people.', 'I led a team of ___ people.'],
    ['Costs fell by 35 percent.', 'Costs fell by ___ percent.'],
    ['We saved twelve thousand euros.', 'We saved ___ euros.'],
    ['We saved 1,200,000 euros.', 'We saved ___ euros.'],
    ['We doubled the revenue.', 'We ___ the revenue.'],
    ['At Globex I used Postgres.', 'At ___ I used Postgres.'],
    ['Google hired me.', '___ hired me.'],
    ['I opened it on my iPhone.', 'I opened it on my ___.'],
    ['I worked with New York Bank, 1999.', 'I worked with ___.'],
    ['I moved it to AWS in 2019.', 'I moved it to ___ in ___.'],
    ['It took _____ hours.', 'It took ___ hours.'],
  ])('has a blank for what they do not have: %s', (text, expected) => {
    const { text: checked, blanks } = check(text);
    expect(checked).toBe(expected);
    expect(blanks).toBe(expected.split('___').length - 1);
  });

  it('asks in German for one noun too many rather than invent one', () => {
    const german = ['Ich habe bei Acme ein Team von fünf Leuten geleitet.'];
    expect(blankInvented('Bei Acme habe ich 5 Leute geleitet.', german, 'de').text).toBe(
      'Bei Acme habe ich 5 ___ geleitet.',
    );
    expect(blankInvented('Ich habe sieben geleitet.', german, 'de').text).toBe('Ich habe ___ geleitet.');
  });

  it('can be checked only in a script that has capitals', () => {
    expect([hasCapitals('At Acme.'), hasCapitals('在公司里'), hasCapitals('في الشركة')]).toEqual([
      ...[true, false, false],
    ]);
  });
});
