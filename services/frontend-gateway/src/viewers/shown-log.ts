import type { PartialWords } from '@ringback/shared/contract/events';
import type { SessionView } from '@ringback/shared/contract/session-view';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import { withPartial } from '@ringback/shared/session/evolve-view';
import { showView, steeringFor, type Watching, watching } from '../domain/audience.ts';
import { type ForEach, foldToldEntries, forEachWatching } from '../domain/told-entries.ts';
import { toFrames } from './server-frames.ts';

/** The same content for each audience. */
export type FramesFor = ForEach<Buffer>;

/** A session's log as it is shown. It is folded once, and each event is made into frames once, however many watch. */
export interface ShownLog {
  /** Null until the log was read. */
  readonly view: SessionView | null;
  readonly revision: number;
  /** Adds the next entries of the log. Returns the frames that tell them, and whether these may wait a moment. */
  append(entries: readonly LogEntry[]): { frames: FramesFor; mayWait: boolean };
  /** The frames for everything after a revision. */
  after(revision: number, audience: Watching): Buffer;
  /** The welcome with the whole view, including unfinished words. */
  snapshot(view: SessionView, unfinished: readonly PartialWords[], audience: Watching): Buffer;
  /** Has the next snapshot made again. */
  outdate(): void;
  /** Starts again from an empty log. */
  forget(): void;
}

function join(frames: readonly Buffer[]): Buffer {
  const [only] = frames;
  return frames.length === 1 && only !== undefined ? only : Buffer.concat(frames);
}

export function createShownLog(): ShownLog {
  let view: SessionView | null = null;
  let revision = 0;
  /** The frames of revision n are at n - 1. */
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
      const frames = folded.told.map(({ messages }) =>
        forEachWatching<Buffer>((audience, before) => {
          const alike = watching.find(
            (other) => before[other] !== undefined && messages[other][0] === messages[audience][0],
          );
          const known = alike === undefined ? undefined : before[alike];
          return known ?? toFrames(...messages[audience]);
        }),
      );
      view = folded.view;
      revision = entries.at(-1)?.revision ?? revision;
      told.push(...frames);
      snapshots = {};
      return {
        frames: forEachWatching((audience) => join(frames.map((one) => one[audience]))),
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
          steering: [...steeringFor(audience)],
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
