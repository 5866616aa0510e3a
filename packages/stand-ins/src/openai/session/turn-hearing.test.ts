import { expect, test } from 'vitest';
import { silence, tone } from '../../../testing/scripted-parts.ts';
import type { Hearing } from '../../voice/types.ts';
import { stableWords, TurnHearing } from './turn-hearing.ts';

/** Hears a number, at once, for each 600 ms of audio. */
function countingHearing() {
  const decodedMs: number[] = [];
  const hearing: Hearing = {
    transcribe: async (audio) => {
      decodedMs.push(audio.length / 8);
      const text = Array.from({ length: Math.floor(audio.length / 4800) }, (_, index) => `w${index}`).join(
        ' ',
      );
      return { text, raw: text };
    },
    close: async () => {},
  };
  return { hearing, decodedMs };
}

async function hear(pieces: Uint8Array[], options: { isIncremental: boolean; hearing?: Hearing }) {
  const { hearing, decodedMs } = countingHearing();
  const words: string[] = [];
  const failures: unknown[] = [];
  const turn = new TurnHearing({
    hearing: options.hearing ?? hearing,
    vocabulary: [],
    isIncremental: options.isIncremental,
    onWords: (more) => words.push(more),
    onFailure: (error) => failures.push(error),
  });
  for (const piece of pieces) {
    for (let offset = 0; offset < piece.length; offset += 160) {
      turn.push(piece.subarray(offset, offset + 160));
      await Promise.resolve();
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  const heard = await turn.finish(1234);
  return { heard, words, failures, decodedMs };
}

test('words appear while they are spoken, once two readings agree on them, and never twice', async () => {
  const { words, heard } = await hear(
    Array.from({ length: 6 }, () => tone(600)),
    { isIncremental: true },
  );
  expect(words.join(' ')).toBe('w0 w1 w2 w3');
  expect(heard).toEqual({ text: 'w0 w1 w2 w3 w4 w5', durationMs: 1234 });
});

test('a long turn is closed at a pause, so that little is left to decode at its end', async () => {
  const { heard, decodedMs, words } = await hear([tone(6000), silence(300), tone(1200)], {
    isIncremental: true,
  });
  expect(decodedMs.at(-1)).toBeLessThan(1600);
  expect(heard.text?.split(' ')).toHaveLength(12);
  expect(words.join(' ').startsWith('w0 w1')).toBe(true);
});

test('a turn that is not heard incrementally is decoded once', async () => {
  const { decodedMs, words } = await hear([tone(6000), silence(300), tone(1200)], { isIncremental: false });
  expect(decodedMs).toEqual([7500]);
  expect(words).toEqual([]);
});

test('a recogniser that fails leaves no text, and its reason is passed on', async () => {
  const hearing: Hearing = { transcribe: () => Promise.reject(new Error('no model')), close: async () => {} };
  const { heard, failures } = await hear([tone(2000)], { isIncremental: true, hearing });
  expect(heard).toEqual({ text: null, durationMs: 1234 });
  expect(failures).toEqual([new Error('no model')]);
});

test('the last two words of a reading are never stable', () => {
  expect(stableWords(['a', 'b', 'c'], ['a', 'b', 'c', 'd'])).toBe(2);
  expect(stableWords(['a', 'x', 'c'], ['a', 'b', 'c', 'd'])).toBe(1);
  expect(stableWords([], ['a', 'b', 'c'])).toBe(0);
  expect(stableWords(['a'], [])).toBe(0);
});
