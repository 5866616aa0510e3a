import type { ScriptedRedis } from './scripts.ts';

/** A set of places that all instances share. */
export interface PlaceRules {
  key: string;
  /** 0 means no limit. */
  most: number;
  /** A place that is not taken again within this time is free. */
  lifeMs: number;
}

export type PlaceAnswer = { taken: true; count: number } | { taken: false; retryAfterMs: number };

/** Takes a place, or keeps the one that this holder has. Atomic: two holders never get the last one. */
export async function takePlace(
  redis: ScriptedRedis,
  holder: string,
  { key, most, lifeMs }: PlaceRules,
): Promise<PlaceAnswer> {
  const [taken, number] = await redis.takePlace(key, holder, String(most), String(lifeMs));
  return taken === '1'
    ? { taken: true, count: Number(number) }
    : { taken: false, retryAfterMs: Number(number) };
}
