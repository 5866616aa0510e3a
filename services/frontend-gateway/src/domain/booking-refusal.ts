import type { LapseReason } from '@ringback/shared/contract/bookings';
import { type ErrorCode, errorMeaning } from '@ringback/shared/contract/errors';

/** What a refusal says beside its code: which limit is reached, and when it is worth trying again. */
export interface RefusalDetails {
  limit?: string | undefined;
  retryAfterMs?: number | undefined;
}

/** When a refusal does not tell when to try again. */
const againAfterMs = 5_000;

const reasons: Readonly<Partial<Record<ErrorCode, LapseReason>>> = {
  dialling_disabled: 'switched_off',
  phone_unavailable: 'switched_off',
  not_set_up: 'switched_off',
  number_not_allowed: 'number_not_allowed',
  number_invalid: 'number_not_allowed',
  verify_first: 'verify_first',
  call_under_way: 'call_under_way',
  interviewers_busy: 'busy',
  store_full: 'busy',
  session_not_found: 'practice_gone',
  practice_unavailable: 'practice_gone',
};

function toReason(code: ErrorCode, limit: string | undefined): LapseReason {
  if (code !== 'limited') return reasons[code] ?? 'failed';
  if (limit === 'quiet_hours') return 'quiet_hours';
  if (limit === 'live_calls') return 'busy';
  return limit?.startsWith('daily_spend') === true ? 'money' : 'limit';
}

/** What follows when a booked call is refused at its time. */
export type AfterRefusal =
  | { step: 'again'; afterMs: number }
  /** `reason` is what the candidate is told. */
  | { step: 'lapse'; reason: LapseReason };

/**
 * What follows when the start of a booked call is refused with this error: it is tried again while it would not be too
 * late, if its meaning is that a little later may be better. Otherwise the booking lapses.
 * @param leftMs how long the call may still be placed
 */
export function afterRefusal(code: ErrorCode, details: RefusalDetails, leftMs: number): AfterRefusal {
  const { limit, retryAfterMs = againAfterMs } = details;
  const isWorthIt = errorMeaning(code).retry && code !== 'dialling_disabled' && retryAfterMs <= leftMs;
  if (isWorthIt) return { step: 'again', afterMs: Math.max(1_000, Math.min(retryAfterMs, againAfterMs)) };
  return { step: 'lapse', reason: toReason(code, limit) };
}
