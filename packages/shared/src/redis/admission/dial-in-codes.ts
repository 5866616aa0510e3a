import { createHash, randomInt } from 'node:crypto';
import { dialInDigits } from '../../contract/dial-in-digits.ts';
import { type SessionId, sessionIdSchema } from '../../contract/ids.ts';
import type { NumberHashes } from '../../runtime/number-hashes.ts';
import { redisNowMs } from '../fleet/instances.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';

/** As long as a session waits for its caller. */
const codeLifeMs = 10 * 60_000;
const mostTries = 20;

export interface DialInCode {
  /** Six digits, leading zeros included. */
  code: string;
  /** The same code with four more digits, for times when six could be guessed. */
  longCode: string;
  /** Epoch ms. */
  expiresAt: number;
}

const toText = (code: string) => `dial-in\n${code}`;
const toRestText = (sessionId: SessionId, code: string) => `dial-in-rest\n${sessionId}\n${code}`;

/** The last four digits, derived from the keyed hash of their text, so that only the short code must be stored. */
function toRest(hash: string): string {
  const number = createHash('sha256').update(hash).digest().readUIntBE(0, 6);
  return String(number % 10_000).padStart(dialInDigits.long - dialInDigits.short, '0');
}

/** A session's code: the existing one, or a new one. Throws when no free code was found. */
export async function issueDialInCode(
  redis: ScriptedRedis,
  hashes: NumberHashes,
  sessionId: SessionId,
): Promise<DialInCode> {
  const own = keys.dialInOf(sessionId);
  const [known, leftMs, nowMs] = await Promise.all([redis.get(own), redis.pttl(own), redisNowMs(redis)]);
  const withRest = (code: string) => ({
    code,
    longCode: code + toRest(hashes.former(toRestText(sessionId, code))),
  });
  if (known !== null && leftMs > 0) return { ...withRest(known), expiresAt: nowMs + leftMs };
  for (let tries = 0; tries < mostTries; tries++) {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    // Where the previous release looks for it. A code lives for minutes and may be entered at either release.
    const key = keys.dialInCode(hashes.former(toText(code)));
    if ((await redis.set(key, sessionId, 'PX', codeLifeMs, 'NX')) === null) continue;
    await redis.set(own, code, 'PX', codeLifeMs);
    return { ...withRest(code), expiresAt: nowMs + codeLifeMs };
  }
  throw new Error('no free dial-in code');
}

/**
 * The session that a code of either length belongs to. Null when the code is unknown or expired. It can be looked up
 * again, so that a repeated webhook gets the same answer. The record makes sure that a code serves one call only.
 */
export async function findByDialInCode(
  redis: ScriptedRedis,
  hashes: NumberHashes,
  digits: string,
): Promise<SessionId | null> {
  const code = digits.slice(0, dialInDigits.short);
  const rest = digits.slice(dialInDigits.short);
  for (const [index, hash] of hashes.known(toText(code)).entries()) {
    const found = sessionIdSchema.safeParse(await redis.get(keys.dialInCode(hash)));
    if (!found.success) continue;
    // Under the secret by which the code was found: only its digits fit.
    const expected = hashes.known(toRestText(found.data, code))[index];
    if (rest === '' || (expected !== undefined && rest === toRest(expected))) return found.data;
  }
  return null;
}

/** The code that was issued for a session. Null when there is none any more. */
export function readSessionCode(redis: ScriptedRedis, sessionId: SessionId): Promise<string | null> {
  return redis.get(keys.dialInOf(sessionId));
}

/** Withdraws a session's code. Harmless when there is none. */
export async function forgetDialInCode(
  redis: ScriptedRedis,
  hashes: NumberHashes,
  sessionId: SessionId,
): Promise<void> {
  const code = await readSessionCode(redis, sessionId);
  if (code === null) return;
  const known = hashes.known(toText(code)).map(keys.dialInCode);
  const owners = await redis.mget(...known);
  // The same digits may by now belong to another session.
  const own = known.filter((_key, index) => owners[index] === sessionId);
  await redis.del(keys.dialInOf(sessionId), ...own);
}
