import { describe, expect, it } from 'vitest';
import { figureNames } from '../contract/report.ts';
import { compareValues, figureWordsOf, toFigureValue } from './figure-words.ts';

const figure = (name: string, unit: string, value: number | null, why: string | null = null) => ({
  ...{ name, unit, value, why },
});

describe('a figure', () => {
  it.each(figureNames)('%s has a title, a formula and a source', (name) => {
    const { title, formula, source } = figureWordsOf(name);
    expect([title, formula, source]).not.toContain('');
    expect(formula).not.toBe('Not known to this release.');
  });

  it('of another release has its name and nothing else', () => {
    expect(figureWordsOf('jaw_opening')).toMatchObject({ title: 'jaw opening', source: '' });
    expect(figureWordsOf('toString').formula).toBe('Not known to this release.');
  });

  it.each([
    [figure('speech_rate', 'words_per_minute', 142), '142 words a minute'],
    [figure('talk_share', 'share', 0.634), '63 %'],
    [figure('pauses', 'count', 0), '0'],
    [figure('fillers_at_least', 'count', 3), 'at least 3'],
    [
      figure('time_to_first_word', 's', null, 'below_floor'),
      'under 0.7 s, too short to tell from the delay of the line',
    ],
    [figure('speech_rate', 'words_per_minute', null, 'moon'), 'not measured'],
    [figure('jaw_opening', 'mm', 3), '3 mm'],
  ])('%j reads %s', (one, words) => expect(toFigureValue(one)).toBe(words));

  it('differs only by a tenth or more', () => {
    expect(compareValues(150, 160)).toBe('none');
    expect(compareValues(150, 165)).toBe('more');
    expect(compareValues(150, 120)).toBe('less');
    expect(compareValues(0, 0)).toBe('none');
    expect(compareValues(0, 1)).toBe('more');
    expect(compareValues(null, 1)).toBeNull();
  });
});
