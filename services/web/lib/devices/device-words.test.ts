import { describe, expect, it } from 'vitest';
import { enSetUp } from '../words/en-set-up.ts';
import { createFormat } from '../words/format.ts';
import { toOpenedWords, toOwnWords, toTimeLeft } from './device-words.ts';

const speech = { words: enSetUp.devices, format: createFormat('en') };

it.each([
  [600_000, '10 min 0 s'],
  [599_001, '10 min 0 s'],
  [61_000, '1 min 1 s'],
  [59_400, '1 min 0 s'],
  [58_400, '59 s'],
  [400, '1 s'],
  [0, null],
  [-5_000, null],
])('a code that has %i ms left says %j', (leftMs, words) => expect(toTimeLeft(leftMs)).toBe(words));

describe('what a code opens', () => {
  const newest = { jobTitle: 'Baker', configuredAt: 0 };
  it('is named by the newest interview, because there are no names', () => {
    const words = toOpenedWords(speech, { interviews: 4, newest, isLive: false });
    expect(words).toContain('4 interviews. The newest is “Baker”, of ');
  });
  it('is counted where no interview can be read', () =>
    expect(toOpenedWords(speech, { interviews: 1, newest: null, isLive: false })).toBe(
      'It opens a history with 1 interview.',
    ));
  it('may be nothing', () =>
    expect(toOpenedWords(speech, { interviews: 0, newest: null, isLive: false })).toContain(
      'without any interview',
    ));
});

describe('interviews that go out of sight', () => {
  it('are counted, one and many', () => {
    expect(toOwnWords(speech, { interviews: 1, isLive: false })).toContain(
      '1 interview of its own. If you go on, it is',
    );
    expect(toOwnWords(speech, { interviews: 2, isLive: false })).toContain(
      '2 interviews of its own. If you go on, they are',
    );
    expect(enSetUp.devices.leftBehind(1)).toContain('Your interview is');
    expect(enSetUp.devices.leftBehind(3)).toContain('Your 3 interviews are');
  });
  it('are not spoken of where there are none', () =>
    expect(toOwnWords(speech, { interviews: 0, isLive: false })).toBeNull());
});
