import type { ErrorCode } from '@ringback/shared/contract/errors';
import { expect, it } from 'vitest';
import { afterRefusal, type RefusalDetails } from './booking-refusal.ts';

it.each<[ErrorCode, RefusalDetails, string]>([
  ['dialling_disabled', {}, 'switched_off'],
  ['phone_unavailable', {}, 'switched_off'],
  ['number_not_allowed', {}, 'number_not_allowed'],
  ['verify_first', {}, 'verify_first'],
  ['limited', { limit: 'quiet_hours', retryAfterMs: 3_600_000 }, 'quiet_hours'],
  ['limited', { limit: 'number_of_day', retryAfterMs: 3_600_000 }, 'limit'],
  ['limited', { limit: 'daily_spend', retryAfterMs: 3_600_000 }, 'money'],
  ['limited', { limit: 'daily_spend_of_candidate', retryAfterMs: 3_600_000 }, 'money'],
  ['session_not_found', {}, 'practice_gone'],
  ['configuration_invalid', {}, 'failed'],
])('%s with %o lapses at once, because of %s', (code, details, reason) => {
  expect(afterRefusal(code, details, 60_000)).toEqual({ step: 'lapse', reason });
});

it('is tried again while it may still be placed, and lapses then', () => {
  expect(afterRefusal('interviewers_busy', { retryAfterMs: 15_000 }, 60_000)).toEqual({
    step: 'again',
    afterMs: 5_000,
  });
  expect(afterRefusal('interviewers_busy', { retryAfterMs: 15_000 }, 14_999)).toEqual({
    step: 'lapse',
    reason: 'busy',
  });
  expect(afterRefusal('call_under_way', {}, 4_999)).toEqual({
    step: 'lapse',
    reason: 'call_under_way',
  });
});
