import { describe, expect, it } from 'vitest';
import { blankInvented, inventedNumbers } from './invented.ts';

const sources = [
  'At Acme I led a team of twenty five people. We cut costs by 1,200 euros, which is 3.5 percent, in two weeks.',
  'Used kubernetes and Postgres. It took three hundred hours, half of them at night.',
];
const check = (text: string, language = 'en') => blankInvented(text, sources, language);

describe('a stronger answer', () => {
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
    ['I led a team of 26 people.', 'I led a team of ____ people.'],
    ['Costs fell by 35 percent.', 'Costs fell by ____ percent.'],
    ['We saved twelve thousand euros.', 'We saved ____ euros.'],
    ['We saved 1,200,000 euros.', 'We saved ____ euros.'],
    ['We doubled the revenue.', 'We ____ the revenue.'],
    ['At Globex I used Postgres.', 'At ____ I used Postgres.'],
    ['Google hired me.', '____ hired me.'],
    ['I worked with New York Bank, 1999.', 'I worked with ____.'],
    ['I moved it to AWS in 2019.', 'I moved it to ____ in ____.'],
  ])('has a blank for what they do not have: %s', (text, expected) => {
    const { text: checked, blanks } = check(text);
    expect(checked).toBe(expected);
    expect(blanks).toBe(expected.split('____').length - 1);
  });

  it('asks in German for one noun too many rather than invent one', () => {
    const german = ['Ich habe bei Acme ein Team von fünf Leuten geleitet.'];
    expect(blankInvented('Bei Acme habe ich 5 Leute geleitet.', german, 'de').text).toBe(
      'Bei Acme habe ich 5 ____ geleitet.',
    );
    expect(blankInvented('Ich habe sieben geleitet.', german, 'de').text).toBe('Ich habe ____ geleitet.');
  });
});

describe('numbers in advice', () => {
  it('are those that no source names', () => {
    expect(inventedNumbers('Say that 25 people saved 40 percent, or forty.', sources, 'en')).toEqual([
      '40',
      'forty',
    ]);
  });
});
