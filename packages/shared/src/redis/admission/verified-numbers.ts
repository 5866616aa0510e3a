import type { CandidateId } from '../../contract/ids.ts';
import type { NumberHashes } from '../../runtime/number-hashes.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';

/** After this long a candidate must show again that a number is theirs. */
const verifiedSeconds = 90 * 24 * 3600;
const toText = (phoneNumber: string) => `verified\n${phoneNumber}`;

interface Owner {
  candidateId: CandidateId;
  /** `+` and digits. */
  phoneNumber: string;
}

/**
 * Remembers that the person who answers this number can see this candidate's page. Only a keyed hash of the number is
 * kept.
 */
export async function verifyNumber(
  redis: ScriptedRedis,
  hashes: NumberHashes,
  { candidateId, phoneNumber }: Owner,
): Promise<void> {
  const key = keys.verifiedNumbers(candidateId);
  await redis
    .pipeline()
    .sadd(key, hashes.newest(toText(phoneNumber)), hashes.former(toText(phoneNumber)))
    .expire(key, verifiedSeconds)
    .exec();
}

export async function isNumberVerified(
  redis: ScriptedRedis,
  hashes: NumberHashes,
  { candidateId, phoneNumber }: Owner,
): Promise<boolean> {
  const found = await redis.smismember(keys.verifiedNumbers(candidateId), hashes.known(toText(phoneNumber)));
  return found.includes(1);
}
