import type { Watching } from '../domain/told-entries.ts';
import type { FrameBatch } from './frame-batch.ts';
import type { FramesFor } from './shown-log.ts';

/** The batches of a session's audiences, kept in step. An empty one costs nothing. */
export interface JoinedBatches {
  offer(frames: FramesFor): void;
  /** Frames that every audience may see. */
  offerAll(frames: Buffer): void;
  flush(): void;
  readonly timers: number;
  close(): void;
}

export function joinBatches(
  batches: Readonly<Record<Watching, FrameBatch>>,
  isWatchedBy: (audience: Watching) => boolean,
): JoinedBatches {
  const all = [batches.owner, batches.coach];
  return {
    offer({ owner, coach }) {
      if (isWatchedBy('owner')) batches.owner.offer(owner);
      if (isWatchedBy('coach')) batches.coach.offer(coach);
    },
    offerAll(frames) {
      this.offer({ owner: frames, coach: frames });
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
