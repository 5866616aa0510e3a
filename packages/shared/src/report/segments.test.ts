import { describe, expect, it } from 'vitest';
import { mostSegments } from '../contract/report.ts';
import { countWords } from './language-tools.ts';
import { toSegments } from './segments.ts';

const turn = (text: string, given: object = {}) => ({
  ...{ itemId: 'c1', text, startedAtMs: 1_000, endedAtMs: 11_000, voiced: [] },
  ...given,
});
const spokenOf = (text: string, language = 'en') =>
  toSegments([turn(text)], language).segments.map(({ spoken }) => spoken);

describe('segments', () => {
  it('are sentences with ids in order over all turns', () => {
    const { segments } = toSegments([turn('I led it. It failed.'), turn('Um, yes.', { itemId: 'c2' })], 'en');
    expect(segments.map(({ id, itemId, spoken, clean }) => [id, itemId, spoken, clean])).toEqual([
      ['s001', 'c1', 'I led it.', 'I led it.'],
      ['s002', 'c1', 'It failed.', 'It failed.'],
      ['s003', 'c2', 'Um, yes.', 'Yes.'],
    ]);
  });

  it.each([
    ['en', 'I asked Dr. Smith, e.g. by mail. He agreed.', ['I asked Dr. Smith, e.g. by mail.', 'He agreed.']],
    ['en', 'We grew by 3.5 percent. Really?', ['We grew by 3.5 percent.', 'Really?']],
    ['ja', 'チームを率いました。結果は良かったです。', ['チームを率いました。', '結果は良かったです。']],
    ['no-such-language-tag', 'One. Two.', ['One.', 'Two.']],
    ['en', ' \n ', []],
  ])('end where a sentence ends (%s: %s)', (language, text, expected) => {
    expect(spokenOf(text, language)).toEqual(expected);
  });

  it('are cut where a recogniser has put no full stop, and lose no word', () => {
    const text = Array.from({ length: 300 }, (_, index) => `word${index}`).join(' ');
    const pieces = spokenOf(text);
    expect(pieces.length).toBeGreaterThan(4);
    expect(pieces.every((piece) => piece.length <= 400)).toBe(true);
    expect(pieces.join(' ')).toBe(text);
  });

  it('have times within the voice of their turn, and none in a pause', () => {
    const voiced = [
      { fromMs: 1_000, toMs: 3_000 },
      { fromMs: 8_000, toMs: 10_000 },
    ];
    const { segments } = toSegments([turn('One two three. Six ten forty.', { voiced })], 'en');
    expect(segments.map(({ startedAtMs, endedAtMs }) => [startedAtMs, endedAtMs])).toEqual([
      [1_000, expect.closeTo(3_000, -2)],
      [expect.closeTo(3_000, -2), 10_000],
    ]);
  });

  it('are never more than a judge can be given', () => {
    const many = Array.from({ length: mostSegments + 7 }, (_, index) =>
      turn('Yes.', { itemId: `c${index}` }),
    );
    const { segments, leftOut } = toSegments(many, 'en');
    expect([segments.length, segments.at(-1)?.id, leftOut]).toEqual([mostSegments, 's890', 7]);
  });
});

describe('words', () => {
  it.each([
    ['en', "I don't know, really.", 4],
    ['de', 'Die Straßenbahn kam.', 3],
    ['ja', '私は働きます', 4],
    ['en', ' … ', 0],
  ])('are counted in any script (%s: %s)', (language, text, count) => {
    expect(countWords(text, language)).toBe(count);
  });
});
