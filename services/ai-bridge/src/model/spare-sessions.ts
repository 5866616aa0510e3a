import type { ModelListener, ModelSession, OnModelLost } from '../domain/model-port.ts';
import { EngineSession, type SessionSource } from './engine-session.ts';

/** A few model sessions that are connected and greeted but know nothing yet, so that a call begins without waiting. */
export interface SpareSessions {
  /** Hands one over as if it had just been opened. Null when none is ready. */
  take(listener: ModelListener): ModelSession | null;
  readonly ready: number;
  /** Closes all of them and opens no more. */
  close(): void;
}

/**
 * A session lives for sixty minutes and is replaced after 55 of use. An older spare session would not last that long.
 */
const mostAgeMs = 4 * 60_000;
const lookEveryMs = 2_000;

/**
 * Keeps `most` sessions ready, 0 for none. An idle session costs nothing, because the provider bills tokens. One that
 * is lost or too old is replaced at the next look, unless `mayOpen` says no.
 */
export function createSpareSessions(
  source: SessionSource,
  options: {
    most: number;
    mayOpen: () => boolean;
    /** A session that no call has taken is lost. No call would otherwise learn why. */
    onSpareLost?: OnModelLost;
  },
): SpareSessions {
  const { most, mayOpen, onSpareLost = () => {} } = options;
  const { now = () => performance.now() } = source;
  const spares = new Set<EngineSession>();
  let closed = false;

  function add(): void {
    const spare = new EngineSession(source, {
      onLost(reason, trouble) {
        spares.delete(spare);
        onSpareLost(reason, trouble);
      },
    });
    spares.add(spare);
  }

  const isTooOld = ({ openedAt }: EngineSession) => now() - openedAt >= mostAgeMs;
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
