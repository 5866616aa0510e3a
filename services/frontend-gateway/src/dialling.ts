import { AppError, type ErrorCode } from '@ringback/shared/contract/errors';
import { isNumberBlocked } from '@ringback/shared/redis/blocked-numbers';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { type DialRules, refuseNumber } from './domain/dial-permission.ts';
import { readPhoneNumber } from './phone-number.ts';

/** The kill switch: whether operators allow calls at the moment. */
export async function isDiallingEnabled(redis: ScriptedRedis): Promise<boolean> {
  return (await redis.get(keys.dialling)) !== 'off';
}

export async function setDialling(redis: ScriptedRedis, enabled: boolean): Promise<void> {
  if (enabled) await redis.del(keys.dialling);
  else await redis.set(keys.dialling, 'off');
}

/**
 * The number to dial, as `+` and digits. Throws AppError: `phone_unavailable`, `number_invalid`,
 * `number_not_allowed` (the same words whatever is wrong with it).
 */
export function toDialable(text: string, rules: DialRules): string {
  if (rules.phoneCalls === 'off') throw new AppError('phone_unavailable');
  const reading = readPhoneNumber(text);
  if (reading.outcome === 'invalid') throw new AppError('number_invalid');
  const refusal: ErrorCode | null =
    reading.outcome === 'short' ? 'number_not_allowed' : refuseNumber(reading.number, rules);
  if (refusal !== null || reading.outcome !== 'number') throw new AppError(refusal ?? 'number_not_allowed');
  return reading.number.e164;
}

/** Throws AppError `number_not_allowed` for a number whose owner has asked not to be called again. */
export async function refuseBlocked(
  redis: ScriptedRedis,
  secret: string,
  phoneNumber: string,
): Promise<void> {
  if (await isNumberBlocked(redis, secret, phoneNumber)) throw new AppError('number_not_allowed');
}
