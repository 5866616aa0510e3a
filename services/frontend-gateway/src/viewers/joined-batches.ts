import { type Watching, watching } from '../domain/audience.ts';
import { forEachWatching } from '../domain/told-entries.ts';
import { createFrameBatch } from './frame-batch.ts';
import type { SessionViewer } from './session-viewer.ts';
import type { FramesFor } from './shown-log.ts';

/** The batches of a session's audiences, kept in step. An empty one costs nothing. */
export interface JoinedBatches {
  offer(frames: FramesFor): void;
  /** Frames that every audience may see. */
  offerAll(frames: Buffer): void;
  /** For what is worthless later: goes with what waits, or at once to those who keep up. */
  offerNow(frames: Buffer, audiences: readonly Watching[]): void;
  flush(): void;
  readonly timers: number;
  close(): void;
}

/** Batches for the viewers of one session, each with what its audience may be shown. */
export function batchesFor(viewers: ReadonlySet<SessionViewer>): JoinedBatches {
  const batchFor = (audience: Watching) =>
    createFrameBatch((frames) => {
      // A copy: a viewer that catches up in between is added anew, and would get the frames twice.
      for (const viewer of [...viewers]) if (viewer.audience === audience) viewer.send(frames);
    });
  function isWatchedBy(audience: Watching): boolean {
    for (const viewer of viewers) if (viewer.audience === audience) return true;
    return false;
  }
  const batches = forEachWatching(batchFor);
  const all = Object.values(batches);
  return {
    offer(frames) {
      for (const audience of watching) if (isWatchedBy(audience)) batches[audience].offer(frames[audience]);
    },
    offerAll(frames) {
      this.offer(forEachWatching(() => frames));
    },
    offerNow(frames, audiences) {
      for (const audience of audiences) {
        if (batches[audience].join(frames)) continue;
        for (const viewer of [...viewers]) if (viewer.audience === audience) viewer.offer(frames);
      }
    },
    flush() {
      for (const batch of all) batch.flush();
    },
    get timers() {
      return all.reduce((sum, { timers }) => sum + timers, 0);
    },
    close() {
      for (const batch of all) batch.close();
    },
  };
}
