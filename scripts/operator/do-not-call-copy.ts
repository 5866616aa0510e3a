import { readListState } from '@ringback/shared/redis/admission/list-canary';
import { keys } from '@ringback/shared/redis/keys';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import { joinCanaries, judgeList, knowsKeysOf, vouchFor } from '@ringback/shared/runtime/list-canary';
import { readFileLine, toHeaderLine, toNumberLine } from '@ringback/shared/runtime/list-file';
import type { Redis } from 'ioredis';

const page = 1_000;

/**
 * The list as lines of a file. An entry may appear twice, which `importList` accepts.
 *
 * @throws Error for a person when nothing tells which key the list needs, or when it is lost
 */
export async function* exportList(redis: Redis): AsyncGenerator<string> {
  const { canary, isLost } = await readListState(redis);
  if (canary === null) {
    throw new Error('the list has no canary: start Ringback once with this Redis and look into its log');
  }
  // What is left would replace the last good copy.
  if (isLost)
    throw new Error('the list is lost, and not restored yet: import its copy, or vouch for what is left');
  yield toHeaderLine(canary);
  let cursor = '0';
  do {
    const [next, hashes] = await redis.sscan(keys.blockedNumbers, cursor, 'COUNT', page);
    cursor = next;
    yield hashes.map(toNumberLine).join('');
  } while (cursor !== '0');
}

export interface Imported {
  /** The number of hashes that were new, and of lines that were not understood. */
  readonly added: number;
  readonly unknownLines: number;
  /** Whether services that start now may dial. */
  readonly mayDial: boolean;
}

/**
 * Adds the hashes of a file to the list. Existing entries stay. A list that was empty or lost counts as lost until all
 * hashes are added. So an interrupted import leaves it lost, and another import completes it.
 *
 * @throws Error for a person when the file is no copy of the list, or needs a key that the ring lacks. Nothing is
 * added then
 */
export async function importList(
  redis: Redis,
  ring: KeyRing,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<Imported> {
  const before = await readListState(redis);
  let header: string | null = null;
  let added = 0;
  let unknownLines = 0;
  let waiting: string[] = [];
  const write = async () => {
    if (waiting.length > 0) added += await redis.sadd(keys.blockedNumbers, ...waiting);
    waiting = [];
  };
  for await (const text of lines) {
    const line = readFileLine(text);
    if (header === null) {
      if (line.kind !== 'header') throw new Error('this file is no copy of the do-not-call list');
      if (!knowsKeysOf(ring, line.canary)) {
        throw new Error(
          'this file was written under a key that NUMBER_HASH_KEY lacks: put that key behind the present one, as "new,old"',
        );
      }
      header = line.canary;
      if (before.entries === 0) await redis.set(keys.blockedNumbersLost, '1');
      await keepCanary(redis, ring, { canary: header, before });
    } else if (line.kind === 'number') {
      waiting.push(line.hash);
      if (waiting.length >= page) await write();
    } else unknownLines += 1;
  }
  if (header === null) throw new Error('this file is empty');
  await write();
  await redis.del(keys.blockedNumbersLost);
  const mayDial = judgeList(ring, await readListState(redis)).outcome === 'known';
  return { added, unknownLines, mayDial };
}

/** Before the first hash is added, so that no hash ever stands there under a key that the canary does not name. */
async function keepCanary(
  redis: Redis,
  ring: KeyRing,
  copy: { canary: string; before: Awaited<ReturnType<typeof readListState>> },
): Promise<void> {
  const judged = judgeList(ring, copy.before);
  const isUnknown = judged.outcome === 'key_unknown' || judged.outcome === 'canary_lost';
  // The existing entries cannot be matched to a key. Only an operator can vouch for them.
  if (isUnknown && copy.before.entries > 0) return;
  const newest = vouchFor([ring[0]]);
  const present = 'canary' in judged ? judged.canary : newest;
  await redis.set(keys.blockedNumbersCanary, joinCanaries(joinCanaries(newest, present), copy.canary));
}

/** Accepts an operator's word that the list is whole and the ring has all of its keys. Returns the list's length. */
export async function vouchForList(redis: Redis, ring: KeyRing): Promise<number> {
  await redis.set(keys.blockedNumbersCanary, vouchFor(ring));
  await redis.del(keys.blockedNumbersLost);
  return (await readListState(redis)).entries;
}
