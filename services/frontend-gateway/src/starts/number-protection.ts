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

/**
 * Throws AppError `limited` with `details.retryAfterMs` when it is night where the number is, and while the number
 * rests. A listed number is the operator's own business.
 */
export async function refuseForCallee(
  parts: { redis: ScriptedRedis; hashes: NumberHashes; protection: NumberProtection; rules: DialRules },
  number: KnownNumber,
  nowMs: number,
): Promise<void> {
  const { redis, hashes, protection, rules } = parts;
  const { e164, country } = number;
  if (isListed(number, rules)) return;
  const quietMs = country === null ? 0 : quietForMs(country, protection.quietHours, nowMs);
  if (quietMs > 0) refuse('quiet_hours', quietMs);
  if (protection.restMs === 0) return;
  const until = restsUntil(await readCalled(redis, hashes, e164), protection.restMs) ?? 0;
  if (until > nowMs) refuse('number_rests', until - nowMs);
}

function refuse(limit: string, retryAfterMs: number): never {
  throw new AppError('limited', { details: { limit, retryAfterMs } });
}
