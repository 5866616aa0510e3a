import { type Levels, levelsLastMs } from '@ringback/shared/contract/levels';

/** The levels of both sides as the gateway tells them, for a page that has no sound of the call. */
export interface RemoteLevels {
  /** Levels have come, and are not too old. */
  readonly isThere: boolean;
  /** The newest, 0 to 100. Silence when there are none. */
  readonly now: Levels;
  take(levels: Levels): void;
  /** Called when levels begin or stop to come. The returned function ends it. */
  subscribe(listener: () => void): () => void;
  close(): void;
}

const silence: Levels = { candidate: 0, interviewer: 0 };

export function createRemoteLevels(): RemoteLevels {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let newest: Levels | null = null;

  function become(levels: Levels | null): void {
    const wasThere = newest !== null;
    newest = levels;
    if (wasThere !== (levels !== null)) for (const listener of listeners) listener();
  }

  return {
    get isThere() {
      return newest !== null;
    },
    get now() {
      return newest ?? silence;
    },
    take(levels) {
      clearTimeout(timer);
      timer = setTimeout(() => become(null), levelsLastMs);
      become(levels);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      clearTimeout(timer);
      become(null);
      listeners.clear();
    },
  };
}
