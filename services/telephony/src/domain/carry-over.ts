import type { CarriedItem } from '@ringback/shared/contract/media-link';
import type { HeardReport } from './heard-items.ts';
import { type CallerFrame, createKeptFrames } from './kept-frames.ts';

/**
 * What must not be lost with a bridge: interviewer items that are not on the record yet, with their words and how much
 * was heard, and the caller's audio since the last recorded turn. Decides only.
 */

const mostItems = 100;
const mostWords = 20_000;
/** The limit for the words of all items together, as JSON: one link message hands them over. */
const mostWordBytes = 64 * 1024;

export interface CarryOver {
  words(itemId: string, text: string): void;
  audio(itemId: string, ms: number): void;
  /** The item gets no more audio. */
  finished(itemId: string): void;
  heard(report: HeardReport): void;
  /**
   * Playback was cut off by the candidate or by a loss, and this much was heard of the playing item. What was heard of
   * an earlier item that had run dry stays heard. Nothing was heard of the items behind it.
   */
  cleared(cut: { itemId: string; heardMs: number } | null, by: 'candidate' | 'loss'): void;
  recorded(itemId: string, callerAgoMs: number | null): void;
  caller(frame: CallerFrame): void;
  /** An item is playing whose end will never come. */
  readonly isBroken: boolean;
  /** What another bridge needs to go on. */
  readonly items: CarriedItem[];
  readonly frames: readonly CallerFrame[];
  /** The last so many of them. */
  latest(count: number): CallerFrame[];
  /** How long the kept caller frames last. */
  readonly callerMs: number;
}

/**
 * `startedAtMs`: where in the caller's audio the item began to be heard. `wordBytes`: the size of its words as JSON.
 */
type Kept = Omit<CarriedItem, 'startedAgoMs'> & { startedAtMs: number | null; wordBytes: number };

const jsonBytes = (text: string) => Buffer.byteLength(JSON.stringify(text));

export function createCarryOver(): CarryOver {
  const items = new Map<string, Kept>();
  const kept = createKeptFrames();

  function item(itemId: string): Kept {
    const known = items.get(itemId);
    if (known !== undefined) return known;
    const made: Kept = {
      ...{ itemId, text: '', audioMs: 0, heardMs: 0, playing: true, whole: false },
      ...{ interrupted: false, startedAtMs: null, wordBytes: 0 },
    };
    items.set(itemId, made);
    if (items.size > mostItems) forgetOldest();
    return made;
  }

  function forgetOldest(): void {
    const oldest = items.keys().next();
    if (!oldest.done) items.delete(oldest.value);
  }

  function wordBytes(): number {
    return [...items.values()].reduce((sum, known) => sum + known.wordBytes, 0);
  }

  function hear(known: Kept, heardMs: number): void {
    known.heardMs = heardMs;
    if (heardMs > 0) known.startedAtMs ??= Math.max(0, kept.clockMs - heardMs);
  }

  return {
    words(itemId, text) {
      const known = item(itemId);
      const bytes = jsonBytes(text);
      if (known.wordBytes + bytes > mostWordBytes) return;
      known.text = (known.text + text).slice(0, mostWords);
      known.wordBytes += bytes;
      while (wordBytes() > mostWordBytes) forgetOldest();
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
      if (callerAgoMs !== null) kept.keepLast(callerAgoMs);
    },
    caller: kept.add,
    latest: kept.latest,
    get isBroken() {
      for (const { playing, whole } of items.values()) if (playing && !whole) return true;
      return false;
    },
    get items() {
      return [...items.values()].map(({ startedAtMs, wordBytes: _, ...known }) => ({
        ...known,
        startedAgoMs: startedAtMs === null ? null : kept.clockMs - startedAtMs,
      }));
    },
    get frames() {
      return kept.frames;
    },
    get callerMs() {
      return kept.ms;
    },
  };
}
