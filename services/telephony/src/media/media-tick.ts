export const tickMs = 20;

/** Calls `onTick` every 20 ms until what it returns is called. */
export type EveryTick = (onTick: () => void) => () => void;

/**
 * One clock for all calls: a timer of its own for each would wake the process as often as their frames do. A call that
 * fails at a tick is told once (`onFailed`), and delays no other.
 */
export function startMediaTick(onFailed: (error: unknown) => void): EveryTick {
  const followers = new Set<() => void>();
  let timer: NodeJS.Timeout | null = null;
  return (onTick) => {
    let hasFailed = false;
    // The same function may follow twice.
    const follow = () => {
      try {
        onTick();
      } catch (error) {
        if (hasFailed) return;
        hasFailed = true;
        onFailed(error);
      }
    };
    followers.add(follow);
    timer ??= setInterval(() => {
      for (const each of followers) each();
    }, tickMs);
    return () => {
      followers.delete(follow);
      if (followers.size > 0 || timer === null) return;
      clearInterval(timer);
      timer = null;
    };
  };
}
