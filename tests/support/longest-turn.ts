const lookEveryMs = 2;

/**
 * Measures the longest turn of this thread's event loop, in ms of its CPU time: for so long nothing else could happen in
 * it. What other threads and processes take does not count. It may count short turns that follow each other as one.
 */
export function watchTurns(): { longestMs(): number; cpuMs(): number; stop(): void } {
  const cpuMs = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  const startedMs = cpuMs();
  let [longestMs, lastMs] = [0, startedMs];
  function look(): void {
    const nowMs = cpuMs();
    longestMs = Math.max(longestMs, nowMs - lastMs);
    lastMs = nowMs;
  }
  const looking = setInterval(look, lookEveryMs);
  return {
    longestMs: () => longestMs,
    cpuMs: () => cpuMs() - startedMs,
    stop() {
      look();
      clearInterval(looking);
    },
  };
}
