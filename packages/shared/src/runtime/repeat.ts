/** Work that runs in rounds until it is closed. A round in progress is not interrupted. */
export interface Repetition {
  close(): void;
}

/**
 * Runs a round every `everyMs`, one at a time: rounds that would overlap are left out. A failed round is reported to
 * `onFailed` and is never the last one, because upkeep that stopped after one failure would stop for all sessions.
 */
export function repeat(
  everyMs: number,
  round: () => Promise<unknown>,
  onFailed: (error: unknown) => void,
): Repetition {
  let isUnderWay = false;
  async function runOnce(): Promise<void> {
    if (isUnderWay) return;
    isUnderWay = true;
    try {
      await round();
    } catch (error) {
      onFailed(error);
    } finally {
      isUnderWay = false;
    }
  }
  const timer = setInterval(() => void runOnce(), everyMs);
  return { close: () => clearInterval(timer) };
}
