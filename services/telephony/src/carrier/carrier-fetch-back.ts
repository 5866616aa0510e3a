import type { SessionId } from '@ringback/shared/contract/ids';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { Logger } from '@ringback/shared/runtime/logger';
import { toCallAddress } from '../call/call-address.ts';
import type { TwilioRestClient } from '../twilio/rest-client.ts';
import { carrierPaths } from './carrier-paths.ts';
import type { FetchBackClaim } from './fetch-back-claim.ts';

/** Sends a call that has lost its audio through the TwiML that opens a new stream. Never rejects. */
export type FetchBack = (record: SessionRecord) => Promise<void>;

/**
 * Twilio does not promise to run the next verb after a socket that broke without a close frame (Twilio docs, error
 * 31903). If it does not, one instance tells it to by REST, once for each absence, unless the audio is back by then.
 * Without Redis the instance cannot know, and asks the carrier all the same.
 */
export function createFetchBack(options: {
  rest: Pick<TwilioRestClient, 'redirectCall'>;
  publicUrl: string;
  claim: (sessionId: SessionId) => Promise<FetchBackClaim>;
  logger: Logger;
}): FetchBack {
  const { rest, publicUrl, claim, logger } = options;

  return async (record) => {
    const { sessionId, callSid } = record;
    if (callSid === null) return;
    const claimed = await claim(sessionId).catch((error) => {
      logger.warn({ err: error, sessionId }, 'fetching back could not be claimed');
      return null;
    });
    if (claimed !== null && claimed.outcome !== 'ours') {
      logger.debug({ sessionId, outcome: claimed.outcome }, 'call needs no fetching back');
      return;
    }
    const result = await rest.redirectCall(callSid, toCallAddress(publicUrl, carrierPaths.resume, record));
    const level = result.outcome === 'failed' ? 'warn' : 'info';
    logger[level]({ sessionId, callSid, outcome: result.outcome }, 'call without audio fetched back');
    if (result.outcome !== 'failed') return;
    // Another instance may try.
    await claimed
      ?.release()
      .catch((error) => logger.debug({ err: error, sessionId }, 'claim was not released'));
  };
}
