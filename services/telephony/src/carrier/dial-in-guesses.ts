import { setTimeout as wait } from 'node:timers/promises';
import { hasLeft, type Limit, takeFromLimit } from '@ringback/shared/redis/admission/limits';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { isStoreFailure } from '@ringback/shared/redis/store-failure';
import type { NumberHashes } from '@ringback/shared/runtime/number-hashes';
import { isHiddenCaller } from '../domain/hidden-caller.ts';

const hourMs = 60 * 60_000;
const askWithinMs = 300;
/**
 * How many wrong codes are allowed while six digits are enough. Above either bound a caller must enter all ten digits
 * and has one try a call. So a caller's wrong guesses keep no other caller out.
 *
 * The odds with ten sessions waiting for a call: a hundred guesses of six digits find one of them with 100 · 10 / 10⁶,
 * a thousandth an hour. A candidate's own code lives for ten minutes and is found with 1 / 10,000 at most. With ten
 * digits, a hundred thousand calls an hour find one with 10⁵ · 10 / 10¹⁰, a ten-thousandth.
 */
const wrongCodes = {
  /** Counted for one phone. All callers who withhold their number count as one. */
  caller: { most: 10, windowMs: hourMs },
  all: { most: 100, windowMs: hourMs },
};

/** Counts wrong codes, by the phone that they come from and in all. */
export interface DialInGuesses {
  /** Whether six digits are no longer enough. Rejects without Redis. */
  needsLongCode(from: string): Promise<boolean>;
  /** As `needsLongCode`, for the question: it waits only a moment for Redis. How many digits are needed is decided when they come. */
  asksForLongCode(from: string): Promise<boolean>;
  countWrong(from: string): Promise<void>;
}

export function createDialInGuesses(redis: ScriptedRedis, hashes: NumberHashes): DialInGuesses {
  const limitsOf = (from: string): [name: string, limit: Limit][] => {
    const caller = isHiddenCaller(from) ? 'hidden' : hashes.newest(`caller\n${from}`);
    return [
      [`dial-in:${caller}`, wrongCodes.caller],
      ['dial-in:all', wrongCodes.all],
    ];
  };

  async function needsLongCode(from: string): Promise<boolean> {
    const left = await Promise.all(limitsOf(from).map(([name, limit]) => hasLeft(redis, name, limit)));
    return !left.every(Boolean);
  }

  async function countWrong(from: string): Promise<void> {
    await Promise.all(limitsOf(from).map(([name, limit]) => takeFromLimit(redis, name, limit)));
  }

  async function asksForLongCode(from: string): Promise<boolean> {
    const told = needsLongCode(from).catch((error) => {
      if (!isStoreFailure(error)) throw error;
      return false;
    });
    return Promise.race([told, wait(askWithinMs, false, { ref: false })]);
  }

  return { needsLongCode, asksForLongCode, countWrong };
}
