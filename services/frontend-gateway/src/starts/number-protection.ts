import { AppError } from '@ringback/shared/contract/errors';
import { readCalled } from '@ringback/shared/redis/admission/called-numbers';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { NumberHashes } from '@ringback/shared/runtime/number-hashes';
import { type DialRules, isListed, type KnownNumber } from '../domain/dial-permission.ts';
import { restsUntil } from '../domain/number-rest.ts';
import { type QuietHours, quietForMs } from '../domain/quiet-hours.ts';

/** Protects the people who are called, whichever candidate asks for the call. */
export interface NumberProtection {
  quietHours: QuietHours | null;
  /** How long a number rests after two calls in a row that it did not take, in ms; 0: not at all. */
  restMs: number;
}

interface ProtectionParts {
  redis: ScriptedRedis;
  hashes: NumberHashes;
  protection: NumberProtection;
  rules: DialRules;
}

/** How long it is still night where this number is, in ms; 0: it is day, or the number is the operator's own business. */
export function nightLeftMs(
  { protection, rules }: Pick<ProtectionParts, 'protection' | 'rules'>,
  number: KnownNumber,
  atMs: number,
): number {
  if (isListed(number, rules) || number.country === null) return 0;
  return quietForMs(number.country, protection.quietHours, atMs);
}

/** Until when this number rests, epoch ms; 0: it does not. */
async function restEndsAt(parts: ProtectionParts, number: KnownNumber): Promise<number> {
  const { redis, hashes, protection, rules } = parts;
  if (isListed(number, rules) || protection.restMs === 0) return 0;
  return restsUntil(await readCalled(redis, hashes, number.e164), protection.restMs) ?? 0;
}

/**
 * Throws AppError `limited` with `details.retryAfterMs` when the number rests at this time, and when it is night where
 * the number is. A listed number is the operator's own business.
 * @param asked.isOwnHour The owner of the number has chosen the time: the night is their own business.
 * @param asked.atMs when it would be called; epoch ms, as `nowMs`
 */
export async function refuseForCallee(
  parts: ProtectionParts,
  number: KnownNumber,
  { atMs, nowMs, isOwnHour }: { atMs: number; nowMs: number; isOwnHour: boolean },
): Promise<void> {
  const nightMs = isOwnHour ? 0 : nightLeftMs(parts, number, atMs);
  if (nightMs > 0) refuse('quiet_hours', nightMs);
  const until = await restEndsAt(parts, number);
  if (until > atMs) refuse('number_rests', until - nowMs);
}

function refuse(limit: string, retryAfterMs: number): never {
  throw new AppError('limited', { details: { limit, retryAfterMs } });
}
