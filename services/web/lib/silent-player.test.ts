import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSilentPlayer, type SilentPlayer } from './silent-player.ts';

let player: SilentPlayer;
let played: string[];

beforeEach(() => {
  vi.useFakeTimers();
  played = [];
  player = createSilentPlayer(8_000, (mark) => played.push(mark));
});
afterEach(() => {
  player.close();
  vi.useRealTimers();
});

it('gives a mark back when the audio before it would have been played', () => {
  player.play(8_000);
  player.mark('a');
  player.play(4_000);
  player.mark('b');
  vi.advanceTimersByTime(999);
  expect(played).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(played).toEqual(['a']);
  vi.advanceTimersByTime(500);
  expect(played).toEqual(['a', 'b']);
});

it('counts a pause between two pieces', () => {
  player.play(800);
  vi.advanceTimersByTime(5_000);
  player.play(800);
  player.mark('late');
  vi.advanceTimersByTime(99);
  expect(played).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(played).toEqual(['late']);
});

it('gives all marks back at a clear, in order, and none twice', () => {
  player.play(80_000);
  player.mark('a');
  player.mark('b');
  player.clear();
  expect(played).toEqual(['a', 'b']);
  player.mark('c');
  vi.advanceTimersByTime(60_000);
  expect(played).toEqual(['a', 'b', 'c']);
});

it('gives nothing back after it was closed', () => {
  player.play(800);
  player.mark('a');
  player.close();
  vi.advanceTimersByTime(60_000);
  expect(played).toEqual([]);
});
