import { expect, test } from 'vitest';
import { FRAME_MS } from './frame-classifier.ts';
import { cutSegments } from './segments.ts';

const silence = (ms: number) => new Array<boolean>(ms / FRAME_MS).fill(false);
const speech = (ms: number) => new Array<boolean>(ms / FRAME_MS).fill(true);
const inMs = (frames: readonly boolean[]) =>
  cutSegments(frames).map(({ from, to }) => [from * FRAME_MS, to * FRAME_MS]);

test('silence and clicks give nothing to recognise', () => {
  expect(inMs([])).toEqual([]);
  expect(inMs(silence(5000))).toEqual([]);
  expect(inMs([...silence(2000), ...speech(60), ...silence(2000)])).toEqual([]);
});

test('long pauses separate, short ones do not', () => {
  const frames = [
    ...silence(2000),
    ...speech(800),
    ...silence(800),
    ...speech(400),
    ...silence(1500),
    ...speech(600),
  ];
  expect(inMs(frames)).toEqual([
    [1940, 4060],
    [5440, 6100],
  ]);
});

test('a segment longer than 20 s is cut in its longest pause after the tenth second', () => {
  const frames = [...speech(11_000), ...silence(200), ...speech(3000), ...silence(400), ...speech(9000)];
  expect(inMs(frames)).toEqual([
    [0, 14_400],
    [14_400, 23_600],
  ]);
});

test('speech without any pause is cut at 20 s, and nothing of it is lost', () => {
  expect(inMs(speech(50_000))).toEqual([
    [0, 20_000],
    [20_000, 40_000],
    [40_000, 50_000],
  ]);
});
