import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { Logger } from '@ringback/shared/runtime/logger';
import { carrierPaths } from './carrier-paths.ts';
import type { TwilioRestClient } from './twilio/rest-client.ts';

/** Sends a call that has lost its audio through the TwiML that opens a new stream. Never rejects. */
export type FetchBack = (record: SessionRecord) => Promise<void>;

/**
 * Whether the carrier runs the next verb after a socket that broke without a close frame is nowhere promised
 * (Twilio docs, error 31903): where it does not, it is told to by REST.
 */
export function createFetchBack(rest: TwilioRestClient, publicUrl: string, logger: Logger): FetchBack {
  return async ({ sessionId, callSid }) => {
    if (callSid === null) return;
    const result = await rest.redirectCall(
      callSid,
      `${publicUrl}${carrierPaths.resume}?session=${sessionId}`,
    );
    const level = result.outcome === 'failed' ? 'warn' : 'info';
    logger[level]({ sessionId, callSid, outcome: result.outcome }, 'call without audio fetched back');
  };
}
