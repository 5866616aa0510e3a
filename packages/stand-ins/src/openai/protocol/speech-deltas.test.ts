import { expect, test } from 'vitest';
import { createId, createRandom } from './random.ts';
import { toSpeechDeltas } from './speech-deltas.ts';

test.each([8, 48])(
  'audio at %i bytes a ms is cut unevenly, never into 20 ms frames, and nothing is lost',
  (bytesPerMs) => {
    const audio = Uint8Array.from({ length: 5000 * bytesPerMs }, (_, index) => index % 251);
    const deltas = toSpeechDeltas('one two three four five', audio, bytesPerMs, createRandom(1));
    const pieces = deltas.flatMap((delta) => (delta.kind === 'audio' ? [delta.bytes] : []));
    expect(Buffer.concat(pieces).equals(audio)).toBe(true);
    expect(new Set(pieces.map((piece) => piece.length)).size).toBeGreaterThan(5);
    expect(pieces.slice(0, -1).filter((piece) => piece.length % (bytesPerMs * 20) === 0)).toEqual([]);
    if (bytesPerMs === 48) expect(pieces.filter((piece) => piece.length % 2 === 1)).toEqual([]);
  },
);

test('words are spread over the audio, slightly ahead, and stay whole', () => {
  const deltas = toSpeechDeltas('one two three', new Uint8Array(8000), 8, createRandom(2));
  expect(deltas[0]).toEqual({ kind: 'transcript', text: 'one ' });
  expect(deltas.filter((delta) => delta.kind === 'transcript').map((delta) => delta.text)).toEqual([
    'one ',
    'two ',
    'three',
  ]);
  expect(deltas.findIndex((delta) => delta.kind === 'transcript' && delta.text === 'three')).toBeGreaterThan(
    2,
  );
});

test('words without audio still arrive', () => {
  expect(toSpeechDeltas('hello', new Uint8Array(0), 8, createRandom(3))).toEqual([
    { kind: 'transcript', text: 'hello' },
  ]);
});

test('the same seed repeats sizes and ids, and ids have at most 32 characters', () => {
  const [a, b] = [createRandom(9), createRandom(9)];
  expect(createId('item', a)).toBe(createId('item', b));
  expect(createId('event', a).length).toBeLessThanOrEqual(32);
  expect(a.next()).not.toBe(createRandom(10).next());
});
