import { describe, expect, it } from 'vitest';
import { createEchoGuard } from './echo-guard.ts';

/** A µ-law code of about this magnitude, given as a share of full scale (ITU-T G.711). */
function toCode(magnitude: number): number {
  const sample = Math.min(32_635, Math.abs(magnitude) * 32_768) + 0x84;
  const segment = Math.max(0, Math.floor(Math.log2(sample)) - 7);
  const mantissa = Math.floor(sample / 2 ** (segment + 3)) & 0x0f;
  const code = ~((segment << 4) | mantissa) & 0xff;
  return magnitude < 0 ? code & 0x7f : code;
}

/** Mulberry32: small, seeded. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The loudness of each 20 ms of a person's speech: syllables of 160 to 280 ms, dips, a pause now and then. */
function speech(rms: number, count: number, seed: number): number[] {
  const random = createRandom(seed);
  const envelope: number[] = [];
  while (envelope.length < count) {
    const syllable = 8 + Math.floor(random() * 6);
    const stress = 0.6 + random() * 0.9;
    for (let at = 0; at < syllable; at++)
      envelope.push(rms * stress * Math.sin((Math.PI * (at + 0.5)) / syllable) * 1.4);
    for (let at = 0; at < (random() < 0.15 ? 20 : 3); at++) envelope.push(rms * 0.02);
  }
  return envelope.slice(0, count);
}

const random = createRandom(11);
/** 20 ms of noise this loud. */
const frame = (rms: number) =>
  Buffer.from(Array.from({ length: 160 }, () => toCode((random() * 2 - 1) * Math.sqrt(3) * rms))).toString(
    'base64',
  );

const interviewerRms = 0.15;
const seconds = 50;

interface Line {
  /** The share of the interviewer's level that comes back 200 ms later. */
  echo: number;
  /** How loud the candidate is, and from which second on they speak. */
  candidateRms: number;
  fromSecond?: number;
}

/**
 * Plays twelve seconds of an interviewer in 20 ms frames. Tells which caller frames pass and where the candidate
 * should be heard.
 */
function play({ echo, candidateRms, fromSecond = 4 }: Line) {
  const guard = createEchoGuard();
  const interviewer = speech(interviewerRms, 12 * seconds, 1);
  const candidate = speech(candidateRms, 5 * seconds, 2);
  // The model is faster than real time: two seconds are on their way before the first is heard.
  for (const rms of interviewer.slice(0, 2 * seconds)) guard.onInterviewer(frame(rms));
  let passedEcho = 0;
  let echoes = 0;
  const heard: boolean[] = [];
  for (const [at, ahead] of interviewer.slice(2 * seconds).entries()) {
    guard.onInterviewer(frame(ahead));
    const returned = (interviewer[at - 10] ?? 0) * echo;
    const said = at < fromSecond * seconds ? 0 : (candidate[at - fromSecond * seconds] ?? 0);
    const payload = frame(Math.hypot(returned, said, 0.001));
    const isEcho = guard.isEcho(payload, { isPlaying: true, atMs: at * 20 });
    if (said > candidateRms / 2) heard.push(!isEcho);
    else if (said === 0 && returned > 0.003) {
      echoes += 1;
      if (!isEcho) passedEcho += 1;
    }
  }
  return { passedEcho, echoes, heard };
}
const share = (heard: readonly boolean[]) => heard.filter(Boolean).length / heard.length;

describe('the echo guard', () => {
  it('hears a quiet voice from its first word on when the line sends nothing back', () => {
    const { heard } = play({ echo: 0, candidateRms: 0.028 });
    expect(share(heard)).toBeGreaterThan(0.95);
    expect(share(heard.slice(0, 25))).toBeGreaterThan(0.9);
    expect(share(play({ echo: 0.01, candidateRms: 0.028 }).heard)).toBeGreaterThan(0.95);
  });

  it('recognises the echo of a speakerphone from its first word on', () => {
    for (const echo of [0.05, 0.08, 0.11]) {
      const { passedEcho, echoes } = play({ echo, candidateRms: 0, fromSecond: 10 });
      expect(echoes).toBeGreaterThan(200);
      expect(passedEcho / echoes, `echo ${echo}`).toBeLessThan(0.01);
    }
  });

  it('hears a candidate who speaks up beside a speakerphone', () => {
    for (const echo of [0.05, 0.11])
      expect(share(play({ echo, candidateRms: 0.12 }).heard), `echo ${echo}`).toBeGreaterThan(0.9);
  });

  it('does not learn to take a candidate who goes on speaking for an echo', () => {
    const { heard } = play({ echo: 0, candidateRms: 0.06, fromSecond: 2 });
    expect(share(heard.slice(-50))).toBeGreaterThan(0.95);
  });

  it('stays on guard for the last echo, and then hears the faintest voice', () => {
    const guard = createEchoGuard();
    guard.onInterviewer(frame(interviewerRms));
    guard.isEcho(frame(0.01), { isPlaying: true, atMs: 1_000 });
    expect(guard.isEcho(frame(0.01), { isPlaying: false, atMs: 1_300 })).toBe(true);
    expect(guard.isEcho(frame(0.01), { isPlaying: false, atMs: 1_500 })).toBe(false);
  });

  it('lets everything pass before the interviewer was heard', () => {
    const guard = createEchoGuard();
    expect(guard.isEcho(frame(0.01), { isPlaying: false, atMs: 0 })).toBe(false);
    expect(guard.isEcho(frame(0.01), { isPlaying: true, atMs: 0 })).toBe(false);
  });
});
