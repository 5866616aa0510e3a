import { keyedHash } from '../runtime/seal.ts';
import { keys } from './keys.ts';
import type { ScriptedRedis } from './scripts.ts';

const toMember = (secret: string, phoneNumber: string) => keyedHash(secret, `blocked\n${phoneNumber}`);

/**
 * Never calls this number again: its owner has asked for it. Kept for good, as a keyed hash, which tells a number
 * again and cannot give it back.
 * @param phoneNumber `+` and digits.
 */
export async function blockNumber(redis: ScriptedRedis, secret: string, phoneNumber: string): Promise<void> {
  await redis.sadd(keys.blockedNumbers, toMember(secret, phoneNumber));
}

export async function isNumberBlocked(
  redis: ScriptedRedis,
  secret: string,
  phoneNumber: string,
): Promise<boolean> {
  return (await redis.sismember(keys.blockedNumbers, toMember(secret, phoneNumber))) === 1;
}
