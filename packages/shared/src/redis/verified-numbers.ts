import type { CandidateId } from '../contract/ids.ts';
import { keyedHash } from '../runtime/seal.ts';
import { keys } from './keys.ts';
import type { ScriptedRedis } from './scripts.ts';

/** A candidate shows anew once in a while that a number is theirs. */
const verifiedSeconds = 90 * 24 * 3600;
const toMember = (secret: string, phoneNumber: string) => keyedHash(secret, `verified\n${phoneNumber}`);

interface Owner {
  candidateId: CandidateId;
  /** `+` and digits. */
  phoneNumber: string;
}

/** Remembers that a candidate has called in from this number. Only a keyed hash of it is kept. */
export async function verifyNumber(
  redis: ScriptedRedis,
  secret: string,
  { candidateId, phoneNumber }: Owner,
): Promise<void> {
  const key = keys.verifiedNumbers(candidateId);
  await redis.pipeline().sadd(key, toMember(secret, phoneNumber)).expire(key, verifiedSeconds).exec();
}

export async function isNumberVerified(
  redis: ScriptedRedis,
  secret: string,
  { candidateId, phoneNumber }: Owner,
): Promise<boolean> {
  return (await redis.sismember(keys.verifiedNumbers(candidateId), toMember(secret, phoneNumber))) === 1;
}
