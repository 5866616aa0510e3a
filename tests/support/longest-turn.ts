import { setImmediate } from 'node:timers';

/**
 * Measures the longest turn of this thread's event loop, in ms of its CPU time: for so long nothing else could happen in
 * it. What other threads and processes take does not count.
 */
export function watchTurns(): { longestMs(): number; cpuMs(): number; stop(): void } {
  const cpuMs = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  const startedMs = cpuMs();
  let [longestMs, lastMs, isOver] = [0, startedMs, false];
  function look(): void {
    const nowMs = cpuMs();
    longestMs = Math.max(longestMs, nowMs - lastMs);
    lastMs = nowMs;
    if (!isOver) setImmediate(look);
  }
  setImmediate(look);
  return {
    longestMs: () => longestMs,
    cpuMs: () => cpuMs() - startedMs,
    stop() {
      isOver = true;
    },
  };
}
