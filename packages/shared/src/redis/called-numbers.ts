import { type CalledEntry, type CalledFact, calledEntrySchema } from '../contract/called-number.ts';
import type { CandidateId } from '../contract/ids.ts';
import type { NumberHashes } from '../runtime/number-hashes.ts';
import { parseJson } from '../runtime/parse-json.ts';
import { keys } from './keys.ts';
import type { ScriptedRedis } from './scripts.ts';

const keptMs = 30 * 24 * 3600_000;
const mostKept = 200;

const toText = (phoneNumber: string) => `called\n${phoneNumber}`;

/**
 * Puts down what happened to a number, for those who look into a complaint: under its keyed hash, for thirty days, at
 * most two hundred of them.
 * @param fact.at The fleet's time, epoch ms.
 */
export async function noteCalled(
  redis: ScriptedRedis,
  hashes: NumberHashes,
  fact: { phoneNumber: string; candidateId: CandidateId; what: CalledFact; at: number },
): Promise<void> {
  const { phoneNumber, candidateId, what, at } = fact;
  const by = hashes.newest(`candidate\n${candidateId}`).slice(0, 16);
  const key = keys.calledNumber(hashes.newest(toText(phoneNumber)));
  await redis
    .multi()
    .zadd(key, at, JSON.stringify({ at, what, by } satisfies CalledEntry))
    .zremrangebyscore(key, '-inf', at - keptMs)
    .zremrangebyrank(key, 0, -mostKept - 1)
    .pexpire(key, keptMs)
    .exec();
}

/** What happened to a number, the oldest first. An entry that cannot be read, of a newer version, is left out. */
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
