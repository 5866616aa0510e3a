import type { CarriedItem } from '@ringback/shared/contract/media-link';
import type { HeardReport } from './playback.ts';

/**
 * What must not be lost with a bridge: interviewer items that are not on the record yet, with their words and
 * how much of them was heard, and the caller's audio since the last turn that is on the record. Decides only.
 */

/** Two minutes of 20 ms frames; of a longer answer the beginning is given up. */
const mostFrames = 6_000;
const frameMs = 20;
const mostItems = 100;
const mostWords = 20_000;

/** One frame of caller audio as it came. */
export interface CallerFrame {
  timestampMs: number;
  payload: string;
}

export interface CarryOver {
  words(itemId: string, text: string): void;
  audio(itemId: string, ms: number): void;
  /** The item will get no more audio. */
  finished(itemId: string): void;
  heard(report: HeardReport): void;
  /**
   * Playback was cut off, by the candidate or by a loss: of the item that was playing so much was heard. What was
   * heard of an item that had run dry before stays heard; of those behind it there was nothing.
   */
  cleared(cut: { itemId: string; heardMs: number } | null, by: 'candidate' | 'loss'): void;
  recorded(itemId: string, callerAgoMs: number | null): void;
  caller(frame: CallerFrame): void;
  /** An item is being played whose end will never come. */
  readonly isBroken: boolean;
  /** What another bridge needs to go on. */
  readonly items: CarriedItem[];
  readonly frames: readonly CallerFrame[];
  readonly callerMs: number;
}

/** `startedAtMs`: where in the caller's audio it began to be heard. */
type Kept = Omit<CarriedItem, 'startedAgoMs'> & { startedAtMs: number | null };

export function createCarryOver(): CarryOver {
  const items = new Map<string, Kept>();
  let frames: CallerFrame[] = [];
  let clockMs = 0;

  function item(itemId: string): Kept {
    const known = items.get(itemId);
    if (known !== undefined) return known;
    const made: Kept = {
      ...{ itemId, text: '', audioMs: 0, heardMs: 0, playing: true, whole: false },
      ...{ interrupted: false, startedAtMs: null },
    };
    items.set(itemId, made);
    const oldest = items.keys().next();
    if (items.size > mostItems && !oldest.done) items.delete(oldest.value);
    return made;
  }

  function hear(known: Kept, heardMs: number): void {
    known.heardMs = heardMs;
    if (heardMs > 0) known.startedAtMs ??= Math.max(0, clockMs - heardMs);
  }

  return {
    words(itemId, text) {
      const known = item(itemId);
      known.text = (known.text + text).slice(0, mostWords);
    },
    audio(itemId, ms) {
      item(itemId).audioMs += ms;
    },
    finished(itemId) {
      const known = items.get(itemId);
      if (known !== undefined) known.whole = true;
    },
    heard({ itemId, heardMs, final }) {
      const known = items.get(itemId);
      if (known === undefined) return;
      hear(known, heardMs);
      if (final) known.playing = false;
    },
    cleared(cut, by) {
      for (const known of items.values()) {
        if (!known.playing) continue;
        known.playing = false;
        known.interrupted = by === 'candidate';
        hear(known, known.itemId === cut?.itemId ? cut.heardMs : known.heardMs);
      }
    },
    recorded(itemId, callerAgoMs) {
      items.delete(itemId);
      if (callerAgoMs === null) return;
      const kept = Math.max(0, Math.ceil(callerAgoMs / frameMs));
      frames = kept === 0 ? [] : frames.slice(-kept);
    },
    caller(frame) {
      frames.push(frame);
      clockMs += frameMs;
      // Cut in batches: shifting one by one would cost on every frame of a long answer.
      if (frames.length > mostFrames + 500) frames = frames.slice(-mostFrames);
    },
    get isBroken() {
      return [...items.values()].some(({ playing, whole }) => playing && !whole);
    },
    get items() {
      return [...items.values()].map(({ startedAtMs, ...kept }) => ({
        ...kept,
        startedAgoMs: startedAtMs === null ? null : clockMs - startedAtMs,
      }));
    },
    get frames() {
      return frames;
    },
    get callerMs() {
      return frames.length * frameMs;
    },
  };
}
