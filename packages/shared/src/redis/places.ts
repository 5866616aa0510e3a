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

/** Scripts keep Redis from everything else: this many sets in one are well under a millisecond. */
const mostSets = 100;

/**
 * Keeps the places that holders have in many sets; of a set without holders only the places are counted. Answers how
 * many are taken in each.
 */
export async function keepPlaces(
  redis: ScriptedRedis,
  held: ReadonlyMap<string, readonly string[]>,
  lifeMs: number,
): Promise<Map<string, number>> {
  const sets = [...held];
  const taken = new Map<string, number>();
  for (let from = 0; from < sets.length; from += mostSets) {
    const some = sets.slice(from, from + mostSets);
    const counts = await redis.keepPlaces(
      some.length,
      ...some.map(([key]) => key),
      lifeMs,
      ...some.flatMap(([, holders]) => [holders.length, ...holders]),
    );
    some.forEach(([key], place) => {
      taken.set(key, Number(counts[place]));
    });
  }
  return taken;
}
