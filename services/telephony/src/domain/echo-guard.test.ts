import { describe, expect, it } from 'vitest';
import { createEchoGuard } from './echo-guard.ts';

/** 20 ms of a square wave with this µ-law code and its opposite; a higher segment is 6 dB louder. */
const wave = (segment: number) => {
  const code = ~((segment << 4) | 8) & 0xff;
  return Buffer.from(
    Array.from({ length: 160 }, (_, index) => (index % 16 < 8 ? code : code ^ 0x80)),
  ).toString('base64');
};
const interviewer = wave(6);
const candidate = wave(5);
const echo = wave(2);
const silence = Buffer.alloc(160, 0xff).toString('base64');

describe('the echo guard', () => {
  it('takes for an echo what is far below the interviewer while they are heard, and nothing louder', () => {
    const guard = createEchoGuard();
    guard.onInterviewer(interviewer);
    expect(guard.isEcho(echo, { isPlaying: true, atMs: 0 })).toBe(true);
    expect(guard.isEcho(silence, { isPlaying: true, atMs: 20 })).toBe(true);
    expect(guard.isEcho(candidate, { isPlaying: true, atMs: 40 })).toBe(false);
    expect(guard.isEcho(interviewer, { isPlaying: true, atMs: 60 })).toBe(false);
  });

  it('goes on for the last echo, and then hears the faintest voice', () => {
    const guard = createEchoGuard();
    guard.onInterviewer(interviewer);
    guard.isEcho(echo, { isPlaying: true, atMs: 1_000 });
    expect(guard.isEcho(echo, { isPlaying: false, atMs: 1_300 })).toBe(true);
    expect(guard.isEcho(echo, { isPlaying: false, atMs: 1_500 })).toBe(false);
  });

  it('lets everything pass before the interviewer was heard', () => {
    const guard = createEchoGuard();
    expect(guard.isEcho(echo, { isPlaying: false, atMs: 0 })).toBe(false);
    expect(guard.isEcho(echo, { isPlaying: true, atMs: 0 })).toBe(false);
  });
});
