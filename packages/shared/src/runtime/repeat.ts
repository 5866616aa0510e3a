/** What goes on in rounds until it is closed. A round that is under way then is not broken off. */
export interface Repetition {
  close(): void;
}

/**
 * Runs a round every `everyMs`, one at a time: while one is under way the next ones are left out. A round that fails is
 * told to `onFailed`, and is never the last one: upkeep that stopped after one failure would stop for everybody.
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
