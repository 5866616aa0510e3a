/** Only one tab of a browser is the phone of a session; the others watch. */
export interface LineLock {
  /** True when this tab now is the phone; false when another one is. */
  take(): Promise<boolean>;
  /** Calls back whenever it is known whether another tab is the phone. */
  watch(changed: (isElsewhere: boolean) => void): void;
  /** Lets the lock and the watch go; twice is safe. */
  release(): void;
}

/** By Web Locks, which the browser releases itself when a tab is gone; without them every tab is alone. */
export function createLineLock(sessionId: string): LineLock {
  const name = `ringback-line-${sessionId}`;
  const locks: LockManager | undefined = navigator.locks;
  const ended = new AbortController();
  const held = Promise.withResolvers<void>();
  let isHeld = false;

  const isAborted = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

  return {
    take() {
      if (isHeld || locks === undefined) return Promise.resolve(true);
      return new Promise((resolve, reject) => {
        locks
          .request(name, { ifAvailable: true }, (lock) => {
            isHeld = lock !== null && !ended.signal.aborted;
            resolve(isHeld);
            return isHeld ? held.promise : undefined;
          })
          .catch(reject);
      });
    },
    watch(changed) {
      if (locks === undefined) return;
      void locks.query().then(({ held: holders = [] }) => {
        if (isHeld || ended.signal.aborted || !holders.some((lock) => lock.name === name)) return;
        changed(true);
        locks
          .request(name, { signal: ended.signal }, () => changed(false))
          .catch((error: unknown) => {
            // The page was left while it waited.
            if (!isAborted(error)) throw error;
          });
      });
    },
    release() {
      ended.abort();
      held.resolve();
      isHeld = false;
    },
  };
}
