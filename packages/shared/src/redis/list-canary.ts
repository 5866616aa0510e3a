import type { Redis } from 'ioredis';
import type { KeyRing } from '../runtime/key-ring.ts';
import { judgeList, type ListState } from '../runtime/list-canary.ts';
import type { Logger } from '../runtime/logger.ts';
import { keys } from './keys.ts';

/** The list and then its canary: one that another instance makes meanwhile is seen. */
export async function readListState(redis: Redis): Promise<ListState> {
  const entries = await redis.scard(keys.blockedNumbers);
  return { canary: await redis.get(keys.blockedNumbersCanary), entries };
}

/**
 * Whether the canary is still there that each instance has seen or made at its start. Where it is not, Redis has lost it
 * with the list meanwhile, and numbers on the list would be called.
 */
export async function hasListCanary(redis: Redis): Promise<boolean> {
  return (await redis.exists(keys.blockedNumbersCanary)) === 1;
}

const mend =
  'put the key that the list was made under back into NUMBER_HASH_KEY, as "new,old", and start the services again; docs/operate.md says more';

/**
 * Whether this instance can tell the numbers that must not be called. Where it cannot, it says so in its log and must
 * not dial. Keeps the list's canary as it has to be.
 * @param options.isReal Real phones ring: an empty list may be a lost one then, and a line says so.
 */
export async function knowsBlockedNumbers(
  redis: Redis,
  ring: KeyRing,
  options: { isReal: boolean; logger: Logger },
): Promise<boolean> {
  const { isReal, logger } = options;
  const state = await readListState(redis);
  const judged = judgeList(ring, state);
  const { entries } = state;
  if (judged.outcome === 'key_unknown') {
    logger.error(
      { entries, mend },
      'the do-not-call list was made under a key that NUMBER_HASH_KEY lacks: nobody is dialled',
    );
    return false;
  }
  if (judged.outcome === 'canary_lost') {
    const vouch = `if NUMBER_HASH_KEY has not changed since the list was made, run "npm run do-not-call -- vouch" and start the services again; else ${mend}`;
    logger.error(
      { entries, mend: vouch },
      'nothing says whether NUMBER_HASH_KEY fits the do-not-call list: nobody is dialled',
    );
    return false;
  }
  if (judged.outcome === 'known') {
    if (judged.canary !== state.canary) await redis.set(keys.blockedNumbersCanary, judged.canary);
    return true;
  }
  const made = await redis.set(keys.blockedNumbersCanary, judged.canary, 'NX');
  // Another instance was faster, perhaps under another key.
  if (made === null) return await knowsBlockedNumbers(redis, ring, options);
  if (isReal) {
    const restore = 'if it was not, restore it: npm run do-not-call -- import FILE';
    logger.warn({ restore }, 'the do-not-call list is empty, as on a new installation');
  }
  return true;
}
