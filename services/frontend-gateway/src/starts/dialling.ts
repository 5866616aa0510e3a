import { AppError, type ErrorCode } from '@ringback/shared/contract/errors';
import type { DiallingState } from '@ringback/shared/contract/http-api';
import type { CandidateId } from '@ringback/shared/contract/ids';
import { isNumberBlocked } from '@ringback/shared/redis/admission/blocked-numbers';
import type { ListGuard } from '@ringback/shared/redis/admission/list-canary';
import { isNumberVerified } from '@ringback/shared/redis/admission/verified-numbers';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { NumberHashes } from '@ringback/shared/runtime/number-hashes';
import { type DialRules, type KnownNumber, refuseNumber } from '../domain/dial-permission.ts';
import { readPhoneNumber } from './phone-number.ts';

/**
 * Whether phones may be called at the moment: by the operators' switch, and by whether the do-not-call list can be
 * read.
 */
export interface DialSwitch {
  read(): Promise<DiallingState>;
  /** Sets the switch and returns the state from then on, without `problem` if that cannot be read. */
  set(enabled: boolean): Promise<DiallingState>;
  /**
   * Throws AppError: `phone_unavailable` when the list cannot be read, `dialling_disabled` when dialling is switched
   * off.
   */
  refuseWhenOff(): Promise<void>;
}

export function createDialSwitch(redis: ScriptedRedis, list: ListGuard): DialSwitch {
  async function read(): Promise<DiallingState> {
    const [stored, problem] = await Promise.all([redis.get(keys.dialling), list.problem()]);
    return { enabled: stored !== 'off', ...(problem === null ? {} : { problem }) };
  }
  return {
    read,
    async set(enabled) {
      if (enabled) await redis.del(keys.dialling);
      else await redis.set(keys.dialling, 'off');
      return await read().catch(() => ({ enabled }));
    },
    async refuseWhenOff() {
      const { enabled, problem } = await read();
      if (problem !== undefined) throw new AppError('phone_unavailable');
      if (!enabled) throw new AppError('dialling_disabled');
    },
  };
}

/**
 * The number to dial. Throws AppError: `phone_unavailable`, `number_invalid`, or `number_not_allowed` (the same words
 * whatever the reason).
 */
export function toDialable(text: string, rules: DialRules): KnownNumber {
  if (rules.phoneCalls === 'off') throw new AppError('phone_unavailable');
  const reading = readPhoneNumber(text);
  if (reading.outcome === 'invalid') throw new AppError('number_invalid');
  const refusal: ErrorCode | null =
    reading.outcome === 'short' ? 'number_not_allowed' : refuseNumber(reading.number, rules);
  if (refusal !== null || reading.outcome !== 'number') throw new AppError(refusal ?? 'number_not_allowed');
  return reading.number;
}

/**
 * Throws AppError `number_not_allowed` for a number whose owner has asked not to be called again. Throws
 * `verify_first` when a number must be shown to be the candidate's own, and this call is not meant to show it.
 */
export async function refuseForOwner(
  parts: { redis: ScriptedRedis; hashes: NumberHashes; rules: DialRules },
  asked: { candidateId: CandidateId; number: KnownNumber; isVerifying: boolean },
): Promise<void> {
  const { redis, hashes, rules } = parts;
  const { candidateId, isVerifying } = asked;
  const { e164 } = asked.number;
  if (await isNumberBlocked(redis, hashes, e164)) throw new AppError('number_not_allowed');
  if (isVerifying || !rules.onlyVerified || rules.allowedNumbers.includes(e164)) return;
  const isVerified = await isNumberVerified(redis, hashes, { candidateId, phoneNumber: e164 });
  if (!isVerified) throw new AppError('verify_first');
}
