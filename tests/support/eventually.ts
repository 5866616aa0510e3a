import { setTimeout as wait } from 'node:timers/promises';
import { beginRest } from './event-loop-stall.ts';

/**
 * Repeats a check until it neither throws nor returns false. At the bound the last failure is thrown. Time in which
 * this process had work to do and was not run does not count, because what is awaited mostly runs in it too.
 */
export async function eventually<T>(
  check: () => T | Promise<T>,
  withinMs = 10_000,
  everyMs = 20,
): Promise<T> {
  let until = performance.now() + withinMs;
  for (;;) {
    try {
      const result = await check();
      if (result !== false) return result;
      if (performance.now() > until) throw new Error(`still false after ${withinMs} ms: ${check}`);
    } catch (error) {
      if (performance.now() > until) throw error;
    }
    const endRest = beginRest(everyMs);
    await wait(everyMs);
    until += endRest();
  }
}
