import { toBackoffMs } from '@ringback/shared/runtime/backoff';
import type { Logger } from '@ringback/shared/runtime/logger';
import { wait } from '@ringback/shared/runtime/wait';
import type { TwilioRestClient } from '../twilio/rest-client.ts';
import { toEndReason } from '../twilio/status-callback.ts';

/**
 * Hangs up the carrier's call and keeps trying within its own bound. With a grace, the carrier may first end the call
 * by itself.
 */
export type HangUp = (callSid: string, graceMs?: number) => Promise<void>;

/** After this long a person has to look at it. */
const alarmAfterMs = 60_000;
const lookEveryMs = 500;

/**
 * Completes calls by REST until the carrier says that they are over. Gives up after a minute with an error in the log.
 * With a grace, the carrier may first end the call by itself, so that its last words are not cut off.
 */
export function createHangUp(rest: TwilioRestClient, logger: Logger): HangUp {
  async function endsByItself(callSid: string, graceMs: number): Promise<boolean> {
    for (let waitedMs = 0; waitedMs < graceMs; waitedMs += lookEveryMs) {
      await wait(lookEveryMs);
      const found = await rest.fetchCall(callSid);
      if (found.outcome === 'gone') return true;
      if (found.outcome === 'found' && toEndReason({ ...found, sipResponseCode: null }) !== null) return true;
    }
    return false;
  }

  return async (callSid, graceMs = 0) => {
    if (await endsByItself(callSid, graceMs)) {
      logger.info({ callSid, outcome: 'already_over' }, 'carrier call completed');
      return;
    }
    const until = performance.now() + alarmAfterMs;
    for (let attempt = 1; performance.now() < until; attempt++) {
      const result = await rest.completeCall(callSid);
      if (result.outcome !== 'failed') {
        logger.info({ callSid, outcome: result.outcome }, 'carrier call completed');
        return;
      }
      logger.warn(
        { callSid, attempt, code: result.code, cause: result.cause },
        'hanging up failed, trying again',
      );
      await wait(toBackoffMs(attempt, { firstMs: 250, mostMs: 8_000 }));
    }
    logger.error({ callSid }, 'carrier call could not be completed');
  };
}
