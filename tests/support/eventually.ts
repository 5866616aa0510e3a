import { setTimeout as wait } from 'node:timers/promises';

/** Repeats a check until it neither throws nor answers false; the last failure is thrown at the bound. */
export async function eventually<T>(check: () => T | Promise<T>, withinMs = 5_000, everyMs = 20): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    try {
      const result = await check();
      if (result !== false) return result;
      if (Date.now() > until) throw new Error(`still false after ${withinMs} ms: ${check}`);
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    await wait(everyMs);
  }
}
