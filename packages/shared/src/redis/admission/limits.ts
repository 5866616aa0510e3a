import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';

/** At most `most` in `windowMs`, counted from the first. 0 means no limit. */
export interface Limit {
  most: number;
  windowMs: number;
}

/** A use of a limit. `name` says what is limited, and for whom. */
export interface Taking extends Limit {
  name: string;
  /** Uses or bytes; 0 only asks. */
  amount: number;
}

export type LimitAnswer = { allowed: true } | { allowed: false; name: string; retryAfterMs: number };

/**
 * Takes from limits that all instances share: from each of them, or from none when one is used up. A limit that is not
 * used up gives any amount, so that something large can be had once. Rejects without Redis.
 */
export async function takeFromLimits(redis: ScriptedRedis, takings: readonly Taking[]): Promise<LimitAnswer> {
  const limited = takings.filter(({ most }) => most > 0);
  if (limited.length === 0) return { allowed: true };
  const [index, leftMs] = await redis.takeAllowances(
    limited.length,
    ...limited.map(({ name }) => keys.limit(name)),
    JSON.stringify(limited.map(({ most, windowMs, amount }) => ({ most, windowMs, amount }))),
  );
  const usedUp = limited[Number(index)];
  return usedUp === undefined
    ? { allowed: true }
    : { allowed: false, name: usedUp.name, retryAfterMs: Number(leftMs) };
}

/** Takes one use. */
export function takeFromLimit(redis: ScriptedRedis, name: string, limit: Limit): Promise<LimitAnswer> {
  return takeFromLimits(redis, [{ name, ...limit, amount: 1 }]);
}

/** Whether a limit has a use left, without taking it. */
export async function hasLeft(redis: ScriptedRedis, name: string, limit: Limit): Promise<boolean> {
  return limit.most === 0 || Number((await redis.get(keys.limit(name))) ?? 0) < limit.most;
}
