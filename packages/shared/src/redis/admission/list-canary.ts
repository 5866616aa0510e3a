import type { Redis } from 'ioredis';
import type { ListProblem } from '../../contract/do-not-call.ts';
import type { KeyRing } from '../../runtime/key-ring.ts';
import { judgeList, type ListState } from '../../runtime/list-canary.ts';
import type { Logger } from '../../runtime/logger.ts';
import { keys } from '../keys.ts';

/**
 * Reads the list, then its canary, then the rest. Another instance writes in the opposite order, so its changes are
 * seen.
 */
export async function readListState(redis: Redis): Promise<ListState> {
  const entries = await redis.scard(keys.blockedNumbers);
  const canary = await redis.get(keys.blockedNumbersCanary);
  return { canary, entries, isLost: (await redis.exists(keys.blockedNumbersLost)) === 1 };
}

const putBack =
  'put the key that the list was made under back into NUMBER_HASH_KEY, as "new,old", and start the services again; docs/operate.md says more';

const words: Readonly<Record<ListProblem, { told: string; mend: string }>> = {
  key_unknown: {
    told: 'the do-not-call list was made under a key that NUMBER_HASH_KEY lacks: no number is dialled',
    mend: putBack,
  },
  canary_lost: {
    told: 'nothing says whether NUMBER_HASH_KEY fits the do-not-call list: no number is dialled',
    mend: `if NUMBER_HASH_KEY has not changed since the list was made, run "npm run do-not-call -- vouch"; else ${putBack}`,
  },
  list_lost: {
    told: 'the do-not-call list is lost: no number is dialled',
    mend: 'restore its copy: npm run do-not-call -- import FILE; where there is none: npm run do-not-call -- vouch',
  },
};

/** Tells whether this instance can recognise the numbers that must not be called. */
export interface ListGuard {
  /**
   * Why it cannot, and must place no call. Null when it can. Judged again each time, because the list and its keys
   * change under a running service. Rejects without Redis.
   */
  problem(): Promise<ListProblem | null>;
}

/**
 * Keeps the list's canary correct, and logs when what it finds has changed. It checks by itself whenever Redis comes
 * back: only a service that knew the list before can tell an emptied Redis from a new installation.
 * @param options.isReal Real phones ring. An empty list may then be a lost one, and a log line says so.
 */
export function createListGuard(
  redis: Redis,
  ring: KeyRing,
  options: { isReal: boolean; logger: Logger },
): ListGuard {
  const { isReal, logger } = options;
  let told: ListProblem | null = null;
  /**
   * If there was a canary and now there is none, Redis has lost it together with the list, and listed numbers would be
   * called.
   */
  let hasSeenCanary = false;

  function tell(problem: ListProblem | null, entries: number): ListProblem | null {
    if (problem !== told && problem !== null) {
      logger.error({ entries, mend: words[problem].mend }, words[problem].told);
    } else if (problem !== told) {
      logger.info({ entries }, 'the do-not-call list is known again: calls are placed');
    }
    told = problem;
    return problem;
  }

  async function makeCanary(canary: string): Promise<void> {
    const isLost = hasSeenCanary;
    // Written before the canary. The canary alone would let every instance that starts from now on dial.
    if (isLost) await redis.set(keys.blockedNumbersLost, '1');
    // Another instance may be faster, perhaps with another key.
    const made = await redis.set(keys.blockedNumbersCanary, canary, 'NX');
    if (made !== null && isReal && !isLost) {
      const restore = 'if it was not, restore it: npm run do-not-call -- import FILE';
      logger.warn({ restore }, 'the do-not-call list is empty, as on a new installation');
    }
  }

  async function problem(): Promise<ListProblem | null> {
    const state = await readListState(redis);
    const judged = judgeList(ring, state);
    if (judged.outcome === 'empty') {
      await makeCanary(judged.canary);
      return await problem();
    }
    hasSeenCanary ||= state.canary !== null;
    const canary = 'canary' in judged ? judged.canary : state.canary;
    if (canary !== null && canary !== state.canary) await redis.set(keys.blockedNumbersCanary, canary);
    return tell(judged.outcome === 'known' ? null : judged.outcome, state.entries);
  }

  redis.on('ready', () => {
    // Without Redis it is checked when Redis is back, and before each call.
    problem().catch(() => {});
  });
  return { problem };
}
