import type { ScriptedRedis } from './scripts.ts';

const perStep = 1_000;

/**
 * Walks through all keys of a pattern and type, some at a time. Keys that are there from beginning to end are met, some
 * of them twice (Redis documentation, "SCAN").
 */
export async function walkKeys(
  redis: ScriptedRedis,
  { pattern, type }: { pattern: string; type: 'hash' | 'zset' },
  each: (names: string[]) => Promise<void>,
): Promise<void> {
  let cursor = '0';
  do {
    const [next, names] = await redis.scan(cursor, 'MATCH', pattern, 'COUNT', perStep, 'TYPE', type);
    if (names.length > 0) await each(names);
    cursor = next;
  } while (cursor !== '0');
}
