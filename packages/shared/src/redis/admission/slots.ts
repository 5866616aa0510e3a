import type { ScriptedRedis } from '../scripts.ts';

/** A set of slots that all instances share. */
export interface SlotRules {
  key: string;
  /** 0 means no limit. */
  most: number;
  /** A slot that is not renewed within this time is free. */
  lifeMs: number;
}

export type SlotAnswer = { taken: true; count: number } | { taken: false; retryAfterMs: number };

/** Takes a slot, or keeps the holder's own. Atomic: two holders never get the last one. */
export async function takeSlot(
  redis: ScriptedRedis,
  holder: string,
  { key, most, lifeMs }: SlotRules,
): Promise<SlotAnswer> {
  const [taken, number] = await redis.takeSlot(key, holder, String(most), String(lifeMs));
  return taken === '1'
    ? { taken: true, count: Number(number) }
    : { taken: false, retryAfterMs: Number(number) };
}

/** A script blocks Redis. This many sets in one script take well under a millisecond. */
const mostSets = 100;

/**
 * Keeps the slots of holders in many sets. For a set without holders the slots are only counted. Returns how many are
 * taken in each.
 */
export async function keepSlots(
  redis: ScriptedRedis,
  held: ReadonlyMap<string, readonly string[]>,
  lifeMs: number,
): Promise<Map<string, number>> {
  const sets = [...held];
  const taken = new Map<string, number>();
  for (let from = 0; from < sets.length; from += mostSets) {
    const some = sets.slice(from, from + mostSets);
    const counts = await redis.keepSlots(
      some.length,
      ...some.map(([key]) => key),
      lifeMs,
      ...some.flatMap(([, holders]) => [holders.length, ...holders]),
    );
    some.forEach(([key], index) => {
      taken.set(key, Number(counts[index]));
    });
  }
  return taken;
}
