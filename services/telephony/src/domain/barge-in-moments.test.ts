import { createPlaybackBuffer } from '@ringback/stand-ins/candidate/playback-buffer';
import { describe, expect, it } from 'vitest';
import { createPlayback } from './playback.ts';

/** Mulberry32: small, seeded, good enough to choose moments. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const seed = Number(process.env.BARGE_IN_SEED ?? 20_260);
const moments = 200;
const answerMs = 8_000;
const bytesPerMs = 8;
/** The sound of the cancelled answer. What follows sounds different. */
const cancelled = 0x11;
const next = 0x22;

const payload = (byte: number, ms: number) => Buffer.alloc(ms * bytesPerMs, byte).toString('base64');

/** A line with a delay in both directions and the far end's loudspeaker, in simulated time of 1 ms. */
function createLine(delayMs: () => number) {
  const playback = createPlayback();
  const far = createPlaybackBuffer();
  const heard: { byte: number; atMs: number }[] = [];
  /** What is on its way, in order. A network may be slow but never reorders. */
  const toFar: { dueMs: number; act: () => void }[] = [];
  const toUs: { dueMs: number; name: string }[] = [];
  let nowMs = 0;
  const dueAfter = (queue: readonly { dueMs: number }[]) =>
    Math.max(nowMs + delayMs(), queue.at(-1)?.dueMs ?? 0);

  function send(): void {
    for (const item of playback.takeDue(nowMs)) {
      const act = () => {
        if (item.type === 'media') far.enqueue(Buffer.from(item.payload, 'base64'));
        else if (far.mark(item.name)) giveBack([item.name]);
      };
      toFar.push({ dueMs: dueAfter(toFar), act });
    }
  }
  function giveBack(names: readonly string[]): void {
    for (const name of names) toUs.push({ dueMs: dueAfter(toUs), name });
  }

  return {
    playback,
    heard,
    send,
    get nowMs() {
      return nowMs;
    },
    /** Tells the carrier to fall silent, and reports when it did. */
    clear(onSilent: () => void) {
      const act = () => {
        giveBack(far.clear());
        onSilent();
      };
      toFar.push({ dueMs: dueAfter(toFar), act });
    },
    pass(ms: number) {
      for (const untilMs = nowMs + ms; nowMs < untilMs; nowMs++) {
        while ((toFar[0]?.dueMs ?? Number.POSITIVE_INFINITY) <= nowMs) toFar.shift()?.act();
        while ((toUs[0]?.dueMs ?? Number.POSITIVE_INFINITY) <= nowMs) {
          const mark = toUs.shift();
          if (mark) playback.mark(mark.name, nowMs);
          send();
        }
        if (nowMs % 20 !== 0) continue;
        send();
        const { audio, dueMarks } = far.tick();
        giveBack(dueMarks);
        for (const byte of audio) heard.push({ byte, atMs: nowMs });
      }
    },
  };
}

// It computes much, and is about no time of a clock on the wall.
describe(`a barge-in at ${moments} random moments (seed ${seed})`, { timeout: 120_000 }, () => {
  it('knows to 50 ms what was heard, plays nothing stale, and is silent within 150 ms of audio', () => {
    const random = createRandom(seed);
    const errors: number[] = [];
    for (let moment = 0; moment < moments; moment++) {
      const line = createLine(() => 2 + Math.floor(random() * 10));
      const deltaMs = 20 + Math.floor(random() * 400);
      const speed = 1 + random() * 9;
      const cutAtMs = 60 + Math.floor(random() * (answerMs - 200));
      let given = 0;
      while (line.nowMs < cutAtMs) {
        while (given < answerMs && given <= line.nowMs * speed) {
          line.playback.add('cancelled', payload(cancelled, deltaMs));
          given += deltaMs;
        }
        line.send();
        line.pass(1);
      }
      const heardBefore = line.heard.length / bytesPerMs;
      const cut = line.playback.clear(line.nowMs);
      let silentAtMs = Number.POSITIVE_INFINITY;
      const clearedAtMs = line.nowMs;
      line.clear(() => {
        silentAtMs = line.nowMs;
      });
      line.playback.add('next', payload(next, 600));
      line.send();
      line.pass(2_500);

      const lastStale = line.heard.findLast(({ byte }) => byte === cancelled)?.atMs ?? 0;
      expect(lastStale - clearedAtMs).toBeLessThanOrEqual(150);
      expect(lastStale).toBeLessThanOrEqual(silentAtMs + 20);
      const firstNext = line.heard.findIndex(({ byte }) => byte === next);
      expect(line.heard.slice(firstNext).some(({ byte }) => byte === cancelled)).toBe(false);
      expect(line.heard.filter(({ byte }) => byte === next)).toHaveLength(600 * bytesPerMs);
      errors.push(Math.abs((cut?.heardMs ?? 0) - heardBefore));
      // The marks that came back for dropped audio have confirmed nothing.
      expect(line.playback.waitingMs).toBe(0);
    }
    expect(Math.max(...errors)).toBeLessThanOrEqual(50);
  });
});
