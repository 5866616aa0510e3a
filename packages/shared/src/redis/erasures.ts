import { randomUUID } from 'node:crypto';
import { keys } from './keys.ts';
import type { ScriptedRedis } from './scripts.ts';

/** Erasures of half an hour share one rewrite, so that it comes within the hour after each of them. */
const rewriteEveryMs = 30 * 60_000;

/**
 * Remembers that something was erased: until the append-only file is rewritten, it still holds the words that no key
 * holds any more.
 */
export async function noteErasure(redis: ScriptedRedis): Promise<void> {
  await redis.set(keys.erasurePending, randomUUID());
}

/**
 * Has the append-only file rewritten where something was erased since the last time: by one instance of the fleet, at
 * most every half an hour. Rejects when Redis refuses or does not answer; then it is tried at the next call.
 */
export async function rewriteAfterErasures(
  redis: ScriptedRedis,
): Promise<'nothing_erased' | 'not_due' | 'begun'> {
  const pending = await redis.get(keys.erasurePending);
  if (pending === null) return 'nothing_erased';
  const claimed = await redis.set(keys.erasureRewrite, pending, 'PX', rewriteEveryMs, 'NX');
  if (claimed === null) return 'not_due';
  try {
    await redis.bgrewriteaof();
  } catch (error) {
    await redis.del(keys.erasureRewrite);
    throw error;
  }
  // What was erased meanwhile has written another value, and waits for the next one.
  await redis.forgetIf(keys.erasurePending, pending);
  return 'begun';
}
