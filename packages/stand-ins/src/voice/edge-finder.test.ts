import { expect, test } from 'vitest';
import { createEdgeFinder, type EdgeOptions } from './edge-finder.ts';
import { FRAME_MS } from './frame-classifier.ts';
import type { SpeechEdge } from './types.ts';

/** `#` is a frame of speech, `.` one without. Each edge comes with the time at which it was reported. */
function edgesOf(frames: string, options?: EdgeOptions): (SpeechEdge & { reportedAtMs: number })[] {
  const findEdge = createEdgeFinder(options);
  return [...frames].flatMap((frame, index) => {
    const edge = findEdge(frame === '#');
    return edge === undefined ? [] : [{ ...edge, reportedAtMs: (index + 1) * FRAME_MS }];
  });
}

const silence = (ms: number) => '.'.repeat(ms / FRAME_MS);
const speech = (ms: number) => '#'.repeat(ms / FRAME_MS);

test('a turn begins and ends with its sound, and is reported 200 and 500 ms later', () => {
  expect(edgesOf(silence(400) + speech(1000) + silence(1000))).toEqual([
    { type: 'started', atMs: 400, reportedAtMs: 600 },
    { type: 'stopped', atMs: 1400, reportedAtMs: 1900 },
  ]);
});

test('a pause shorter than the hangover is part of the turn', () => {
  const frames = speech(600) + silence(480) + speech(600) + silence(1000);
  expect(edgesOf(frames).map(({ type, atMs }) => [type, atMs])).toEqual([
    ['started', 0],
    ['stopped', 1680],
  ]);
});

test('a patient listener waits longer', () => {
  const frames = speech(600) + silence(1000) + speech(600) + silence(2000);
  expect(edgesOf(frames, { hangoverMs: 500 })).toHaveLength(4);
  expect(edgesOf(frames, { hangoverMs: 1200 })).toHaveLength(2);
});

test('a click or a cough is not a turn', () => {
  expect(edgesOf(silence(200) + speech(140) + silence(1000))).toEqual([]);
  expect(edgesOf('#...#..#...'.repeat(50))).toEqual([]);
});

test('single missed frames do not matter', () => {
  expect(edgesOf(`${'##.##.'.repeat(20)}${silence(1000)}`).map(({ type }) => type)).toEqual([
    'started',
    'stopped',
  ]);
});

test('clicks after the end do not keep a turn open', () => {
  const edges = edgesOf(speech(600) + '....#'.repeat(20));
  expect(edges.map(({ type }) => type)).toEqual(['started', 'stopped']);
});
