import type { NumberHashes } from '../../runtime/number-hashes.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';

const toText = (phoneNumber: string) => `blocked\n${phoneNumber}`;

/**
 * Puts a number on the do-not-call list, because its owner has asked for it. Kept for good as a keyed hash, which
 * recognises a number but cannot reveal it. Also written in the form that the previous release looks for.
 * @param phoneNumber `+` and digits.
 */
export async function blockNumber(
  redis: ScriptedRedis,
  hashes: NumberHashes,
  phoneNumber: string,
): Promise<void> {
  const text = toText(phoneNumber);
  await redis.sadd(keys.blockedNumbers, hashes.newest(text), hashes.former(text));
}

/** Takes a number off the list. Harmless for one that is not on it. */
export async function unblockNumber(
  redis: ScriptedRedis,
  hashes: NumberHashes,
  phoneNumber: string,
): Promise<void> {
  await redis.srem(keys.blockedNumbers, ...hashes.known(toText(phoneNumber)));
}

export async function isNumberBlocked(
  redis: ScriptedRedis,
  hashes: NumberHashes,
  phoneNumber: string,
): Promise<boolean> {
  const found = await redis.smismember(keys.blockedNumbers, hashes.known(toText(phoneNumber)));
  return found.includes(1);
}
