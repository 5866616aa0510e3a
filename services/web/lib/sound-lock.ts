/** Only one tab of a browser is the phone of a session; the others watch. */
export interface SoundLock {
  /** True when this tab now is the phone; false when another one is. */
  take(): Promise<boolean>;
  /** Whether another tab of this browser is the phone now. */
  isElsewhere(): Promise<boolean>;
  /** Resolves when the tab that is the phone has let go; false when this page was left before. */
  whenFree(): Promise<boolean>;
  /** Lets the lock and every wait for it go; twice is safe. */
  release(): void;
}

/** By Web Locks, which the browser releases itself when a tab is gone; without them every tab is alone. */
export function createSoundLock(sessionId: string): SoundLock {
  const name = `ringback-line-${sessionId}`;
  // Not everywhere: a page that is not secure has none, nor has Node.
  const locks: LockManager | undefined = globalThis.navigator?.locks;
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
            // Refused a second time it may be because the first asking has it.
            if (lock === null || ended.signal.aborted) return resolve(isHeld);
            isHeld = true;
            resolve(true);
            return held.promise;
          })
          .catch(reject);
      });
    },
    async isElsewhere() {
      if (isHeld || locks === undefined) return false;
      const { held: holders = [] } = await locks.query();
      return !isHeld && holders.some((lock) => lock.name === name);
    },
    async whenFree() {
      if (locks === undefined) return !ended.signal.aborted;
      try {
        return await locks.request(name, { signal: ended.signal }, () => true);
      } catch (error) {
        if (isAborted(error)) return false;
        throw error;
      }
    },
    release() {
      ended.abort();
      held.resolve();
      isHeld = false;
    },
  };
}
