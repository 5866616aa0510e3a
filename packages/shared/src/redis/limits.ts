import { keys } from './keys.ts';
import type { ScriptedRedis } from './scripts.ts';

/** At most `most` uses in `windowMs`, counted from the first; 0 means no limit. */
export interface Limit {
  most: number;
  windowMs: number;
}

export type LimitAnswer = { allowed: true } | { allowed: false; retryAfterMs: number };

/** Takes one use from a limit that all instances share; `name` holds what is limited and whose it is. */
export async function takeFromLimit(redis: ScriptedRedis, name: string, limit: Limit): Promise<LimitAnswer> {
  if (limit.most === 0) return { allowed: true };
  const [uses, leftMs] = await redis.countUse(keys.limit(name), String(limit.windowMs));
  return Number(uses) <= limit.most ? { allowed: true } : { allowed: false, retryAfterMs: Number(leftMs) };
}

/** Whether a use is left of a limit, without taking it. */
export async function hasLeft(redis: ScriptedRedis, name: string, limit: Limit): Promise<boolean> {
  return limit.most === 0 || Number((await redis.get(keys.limit(name))) ?? 0) < limit.most;
}
