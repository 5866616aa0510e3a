import {
  type CalledEntry,
  type CalledFact,
  calledEntrySchema,
  dayLimitOf,
} from '../../contract/called-number.ts';
import type { CandidateId } from '../../contract/ids.ts';
import type { NumberHashes } from '../../runtime/number-hashes.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { walkKeys } from '../walk-keys.ts';

const keptMs = 30 * 24 * 3600_000;
const mostKept = 200;

const toText = (phoneNumber: string) => `called\n${phoneNumber}`;

/** What is hashed where limits hide whose they are. */
export const toLimitText = (text: string) => `limit\n${text}`;

/** How limits hide whose they are. */
export const hashOfLimits =
  (hashes: NumberHashes) =>
  (text: string): string =>
    hashes.newest(toLimitText(text));

const toCallerText = (candidateId: CandidateId) => `candidate\n${candidateId}`;
const callerLength = 16;

/**
 * Notes what happened to a number, for operators who investigate a complaint: under its keyed hash, for thirty days,
 * at most two hundred entries.
 * @param fact.at The fleet's time, epoch ms.
 * @returns Whether it is new. The same fact again changes nothing.
 */
export async function noteCalled(
  redis: ScriptedRedis,
  hashes: NumberHashes,
  fact: { phoneNumber: string; candidateId: CandidateId; what: CalledFact; at: number },
): Promise<boolean> {
  const { phoneNumber, candidateId, what, at } = fact;
  const by = hashes.newest(toCallerText(candidateId)).slice(0, callerLength);
  const key = keys.calledNumber(hashes.newest(toText(phoneNumber)));
  const replies = await redis
    .multi()
    .zadd(key, at, JSON.stringify({ at, what, by } satisfies CalledEntry))
    .zremrangebyscore(key, '-inf', at - keptMs)
    .zremrangebyrank(key, 0, -mostKept - 1)
    .pexpire(key, keptMs)
    .exec();
  return replies?.[0]?.[1] === 1;
}

/**
 * Withdraws a `dialled` that did not ring, from the list of what happened and from the number's limit of the day.
 * Repeating it changes nothing.
 * @param dialled.at The same as in the `dialled` that it withdraws, epoch ms.
 */
export async function takeCallBack(
  redis: ScriptedRedis,
  hashes: NumberHashes,
  dialled: { phoneNumber: string; candidateId: CandidateId; at: number },
): Promise<void> {
  if (!(await noteCalled(redis, hashes, { ...dialled, what: 'not_placed' }))) return;
  const limit = keys.limit(dayLimitOf(dialled.phoneNumber, hashOfLimits(hashes)));
  // If the number's day has no limit or is over, there is nothing to give back.
  if (Number((await redis.get(limit)) ?? 0) > 0) await redis.decr(limit);
}

/** Stands where the candidate who had a number called was erased. */
const noCaller = '';

/**
 * Removes these candidates from what happened to numbers. What happened stays: it protects the people who are called,
 * and it is gone after thirty days. Walks through all numbers that were called.
 */
export async function forgetCallers(
  redis: ScriptedRedis,
  hashes: NumberHashes,
  candidates: readonly CandidateId[],
): Promise<void> {
  const callers = new Set(
    candidates.flatMap((id) => hashes.known(toCallerText(id)).map((hash) => hash.slice(0, callerLength))),
  );
  await walkKeys(redis, { pattern: keys.calledNumber('*'), type: 'zset' }, async (names) => {
    for (const name of names)
      for (const text of await redis.zrange(name, '0', '-1')) {
        const entry = calledEntrySchema.safeParse(parseJson(text));
        if (!entry.success || !callers.has(entry.data.by)) continue;
        const { at, what } = entry.data;
        const without = JSON.stringify({ at, what, by: noCaller } satisfies CalledEntry);
        // Without its last entry the list would be gone, and come back without its expiry.
        await redis.multi().zadd(name, at, without).zrem(name, text).pexpire(name, keptMs, 'NX').exec();
      }
  });
}

/**
 * What happened to a number, oldest first. An entry that cannot be read, because a newer version wrote it, is left
 * out.
 */
export async function readCalled(
  redis: ScriptedRedis,
  hashes: NumberHashes,
  phoneNumber: string,
): Promise<CalledEntry[]> {
  const lists = await Promise.all(
    hashes.known(toText(phoneNumber)).map((hash) => redis.zrange(keys.calledNumber(hash), '0', '-1')),
  );
  return lists
    .flat()
    .flatMap((text) => {
      const entry = calledEntrySchema.safeParse(parseJson(text));
      return entry.success ? [entry.data] : [];
    })
    .toSorted((one, other) => one.at - other.at);
}
