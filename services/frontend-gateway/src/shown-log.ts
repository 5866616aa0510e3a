import type { PartialWords } from '@ringback/shared/contract/events';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import { type Fold, withPartial } from '@ringback/shared/session/evolve-view';
import { foldLines } from './domain/session-lines.ts';
import { toFrames } from './server-frames.ts';

/** A session's log as it is shown: folded once, and each event made into frames once, whoever watches. */
export interface ShownLog {
  /** Null until the log was read. */
  readonly fold: Fold | null;
  readonly revision: number;
  /** Takes what comes next in the log; answers what tells it, and whether that may wait a moment. */
  append(entries: readonly LogEntry[]): { frames: Buffer; mayWait: boolean };
  /** What tells all that came after a revision. */
  after(revision: number): Buffer;
  /** The welcome with the whole view, unfinished words included. */
  snapshot(fold: Fold, unfinished: readonly PartialWords[]): Buffer;
  /** The next snapshot is made anew. */
  outdate(): void;
  /** Begins again from an empty log. */
  forget(): void;
}

export function createShownLog(): ShownLog {
  let fold: Fold | null = null;
  let revision = 0;
  /** What tells revision n stands at n - 1. */
  let told: Buffer[] = [];
  let snapshot: Buffer | null = null;

  return {
    get fold() {
      return fold;
    },
    get revision() {
      return revision;
    },
    append(entries) {
      const folded = foldLines(fold, entries);
      const frames = folded.lines.map(({ messages }) => toFrames(...messages));
      fold = folded.fold;
      revision = entries.at(-1)?.revision ?? revision;
      told.push(...frames);
      snapshot = null;
      const [only] = frames;
      return {
        frames: frames.length === 1 && only !== undefined ? only : Buffer.concat(frames),
        mayWait: folded.lines.every(({ mayWait }) => mayWait),
      };
    },
    after: (known) => Buffer.concat(told.slice(known)),
    snapshot(shown, unfinished) {
      snapshot ??= toFrames({
        type: 'welcome',
        mode: 'snapshot',
        revision,
        view: unfinished.reduce(withPartial, shown.view),
      });
      return snapshot;
    },
    outdate() {
      snapshot = null;
    },
    forget() {
      fold = null;
      revision = 0;
      told = [];
      snapshot = null;
    },
  };
}
