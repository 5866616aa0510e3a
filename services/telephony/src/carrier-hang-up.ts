import { toBackoffMs } from '@ringback/shared/runtime/backoff';
import type { Logger } from '@ringback/shared/runtime/logger';
import type { HangUp } from './call-actor.ts';
import type { TwilioRestClient } from './twilio/rest-client.ts';

const mostTries = 12;

/** Completes calls by REST until the carrier says that they are over; gives up, loudly, after a minute. */
export function createHangUp(rest: TwilioRestClient, logger: Logger): HangUp {
  return async (callSid) => {
    for (let attempt = 1; attempt <= mostTries; attempt++) {
      const result = await rest.completeCall(callSid);
      if (result.outcome !== 'failed') {
        logger.info({ callSid, outcome: result.outcome }, 'carrier call completed');
        return;
      }
      logger.warn(
        { callSid, attempt, code: result.code, cause: result.cause },
        'hanging up failed, trying again',
      );
      await new Promise((resolve) =>
        setTimeout(resolve, toBackoffMs(attempt, { firstMs: 250, mostMs: 8_000 })),
      );
    }
    logger.error({ callSid }, 'carrier call could not be completed');
  };
}
