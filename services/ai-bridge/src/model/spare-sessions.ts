import type { ModelListener, ModelSession, OnModelLost } from '../domain/model-port.ts';
import { type SessionSource, WatchedSession } from './watched-session.ts';

/** A few model sessions that are connected and greeted, and know nothing yet: a call begins without waiting for one. */
export interface SpareSessions {
  /** Hands one over, as if it had just been opened; null when none is ready. */
  take(listener: ModelListener): ModelSession | null;
  readonly ready: number;
  /** Lets go of all of them; none is opened any more. */
  close(): void;
}

/** A session lives for sixty minutes and is replaced after 55 of use: an older spare would not last so long. */
const mostAgeMs = 4 * 60_000;
const lookEveryMs = 2_000;

/**
 * Keeps `most` sessions ready, 0 for none. An idle session costs nothing: the provider bills tokens. One that is
 * lost, or is too old, is replaced with the next look; while `mayOpen` says no, none is.
 */
export function createSpareSessions(
  source: SessionSource,
  options: {
    most: number;
    mayOpen: () => boolean;
    /** One that no call has taken is lost: no call would hear why. */
    onSpareLost?: OnModelLost;
  },
): SpareSessions {
  const { most, mayOpen, onSpareLost = () => {} } = options;
  const { now = () => performance.now() } = source;
  const spares = new Set<WatchedSession>();
  let closed = false;

  function add(): void {
    const spare = new WatchedSession(source, {
      onLost(reason, trouble) {
        spares.delete(spare);
        onSpareLost(reason, trouble);
      },
    });
    spares.add(spare);
  }

  const isTooOld = ({ openedAt }: WatchedSession) => now() - openedAt >= mostAgeMs;
  function look(): void {
    for (const spare of [...spares].filter(isTooOld)) {
      spares.delete(spare);
      spare.close();
    }
    while (!closed && mayOpen() && spares.size < most) add();
  }
  const timer = most > 0 ? setInterval(look, lookEveryMs) : null;
  if (most > 0) look();

  return {
    get ready() {
      return [...spares].filter(({ isReady }) => isReady).length;
    },
    take(listener) {
      const spare = [...spares].find((one) => one.isReady && !isTooOld(one));
      if (spare === undefined) return null;
      spares.delete(spare);
      spare.handTo(listener);
      return spare;
    },
    close() {
      closed = true;
      if (timer !== null) clearInterval(timer);
      for (const spare of spares) spare.close();
      spares.clear();
    },
  };
}
