import type { SessionId } from '@ringback/shared/contract/ids';
import { type Levels, levelsEveryMs } from '@ringback/shared/contract/levels';
import type { SessionView } from '@ringback/shared/contract/session-view';
import type { SessionFeed } from '@ringback/shared/redis/session/session-feed';
import { levelsFor, type Watching } from '../domain/audience.ts';
import type { SessionViewer } from './session-viewer.ts';

/** A little less than the pace at which telephony tells them, so that jitter costs none. */
const leastMs = levelsEveryMs * 0.6;

/** A session's levels on their way to those of its viewers who have no sound of their own. */
export interface LevelFlow {
  /** Follows them, or not any more, as the session and its viewers are now. */
  adapt(view: SessionView | null): void;
  close(): void;
}

export function createLevelFlow(parts: {
  sessionId: SessionId;
  feed: Pick<SessionFeed, 'followLevels'>;
  viewers: ReadonlySet<SessionViewer>;
  tell: (levels: Levels, audiences: readonly Watching[]) => void;
}): LevelFlow {
  const { sessionId, feed, viewers, tell } = parts;
  let stop: (() => void) | null = null;
  let audiences: readonly Watching[] = [];
  let toldAt = Number.NEGATIVE_INFINITY;

  function isWatched(): boolean {
    for (const { audience } of viewers) if (audiences.includes(audience)) return true;
    return false;
  }

  function take(levels: Levels): void {
    const now = performance.now();
    if (now - toldAt < leastMs) return;
    toldAt = now;
    tell(levels, audiences);
  }

  function close(): void {
    stop?.();
    stop = null;
  }

  return {
    adapt(view) {
      audiences = view === null ? [] : levelsFor(view);
      if (!isWatched()) close();
      else stop ??= feed.followLevels(sessionId, take);
    },
    close,
  };
}
