import type { PartialWords } from '@ringback/shared/contract/events';
import type { SessionView } from '@ringback/shared/contract/session-view';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import { withPartial } from '@ringback/shared/session/evolve-view';
import { showView } from '../domain/audience.ts';
import { foldToldEntries, type Watching } from '../domain/told-entries.ts';
import { toFrames } from './server-frames.ts';

/** The same told to each audience. */
export type FramesFor = Readonly<Record<Watching, Buffer>>;

/** A session's log as it is shown: folded once, and each event made into frames once, however many watch. */
export interface ShownLog {
  /** Null until the log was read. */
  readonly view: SessionView | null;
  readonly revision: number;
  /** Takes what comes next in the log; answers what tells it, and whether that may wait a moment. */
  append(entries: readonly LogEntry[]): { frames: FramesFor; mayWait: boolean };
  /** What tells all that came after a revision. */
  after(revision: number, audience: Watching): Buffer;
  /** The welcome with the whole view, unfinished words included. */
  snapshot(view: SessionView, unfinished: readonly PartialWords[], audience: Watching): Buffer;
  /** The next snapshot is made anew. */
  outdate(): void;
  /** Begins again from an empty log. */
  forget(): void;
}

function join(frames: readonly Buffer[]): Buffer {
  const [only] = frames;
  return frames.length === 1 && only !== undefined ? only : Buffer.concat(frames);
}

export function createShownLog(): ShownLog {
  let view: SessionView | null = null;
  let revision = 0;
  /** What tells revision n stands at n - 1. */
  let told: FramesFor[] = [];
  let snapshots: Partial<Record<Watching, Buffer>> = {};

  return {
    get view() {
      return view;
    },
    get revision() {
      return revision;
    },
    append(entries) {
      const folded = foldToldEntries(view, entries);
      const frames = folded.told.map(({ messages: { owner, coach } }): FramesFor => {
        const toOwner = toFrames(...owner);
        return { owner: toOwner, coach: owner[0] === coach[0] ? toOwner : toFrames(...coach) };
      });
      view = folded.view;
      revision = entries.at(-1)?.revision ?? revision;
      told.push(...frames);
      snapshots = {};
      return {
        frames: {
          owner: join(frames.map(({ owner }) => owner)),
          coach: join(frames.map(({ coach }) => coach)),
        },
        mayWait: folded.told.every(({ mayWait }) => mayWait),
      };
    },
    after: (known, audience) => Buffer.concat(told.slice(known).map((frames) => frames[audience])),
    snapshot(shown, unfinished, audience) {
      const made =
        snapshots[audience] ??
        toFrames({
          type: 'welcome',
          mode: 'snapshot',
          revision,
          view: showView(audience, unfinished.reduce(withPartial, shown)),
        });
      snapshots[audience] = made;
      return made;
    },
    outdate() {
      snapshots = {};
    },
    forget() {
      view = null;
      revision = 0;
      told = [];
      snapshots = {};
    },
  };
}
