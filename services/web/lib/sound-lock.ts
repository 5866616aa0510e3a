/** Only one tab of a browser is the phone of a session. The others watch. */
export interface SoundLock {
  /** True when this tab is the phone now. False when another one is. */
  take(): Promise<boolean>;
  /** Whether another tab of this browser is the phone now. */
  isElsewhere(): Promise<boolean>;
  /** Resolves with true when the tab that is the phone has let go, or with false when this page was left first. */
  whenFree(): Promise<boolean>;
  /** Releases the lock and ends every wait for it. Twice is safe. */
  release(): void;
}

/** Uses Web Locks, which the browser releases by itself when a tab is gone. Without them every tab is alone. */
export function createSoundLock(sessionId: string): SoundLock {
  const name = `ringback-line-${sessionId}`;
  // Not available everywhere: an insecure page has none, nor has Node.
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
            // A second refusal may come because the first request already has it.
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
      return !isHeld && holders.some((lock) => lock.name === name && lock.mode === 'exclusive');
    },
    async whenFree() {
      if (locks === undefined) return !ended.signal.aborted;
      try {
        // Shared, so that a tab which only waits is never taken for the phone. Two such tabs would chase each other.
        return await locks.request(name, { mode: 'shared', signal: ended.signal }, () => true);
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
