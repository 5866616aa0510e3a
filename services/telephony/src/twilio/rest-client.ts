/**
 * The carrier's REST API, as far as a call needs it. Expected outcomes are values. After a failure to place a call,
 * the question that matters is whether a call may still exist.
 */
import twilio from 'twilio';
import {
  type CompleteCallOutcome,
  type DeleteCallOutcome,
  type FetchCallOutcome,
  type FetchPriceOutcome,
  isGone,
  isOver,
  type ListCallsOutcome,
  type PlaceCallOutcome,
  type RedirectCallOutcome,
  toFailure,
  toPlaceFailure,
} from './rest-outcomes.ts';
import { carrierStatusSchema } from './status-callback.ts';

export interface CallRequest {
  /** E.164. */
  to: string;
  /** Asked for TwiML when the call is answered. */
  voiceUrl: string;
  /** Told of every step of the call. */
  statusCallbackUrl: string;
  /** Asked when `voiceUrl` fails. */
  fallbackUrl: string;
  ringTimeoutSeconds: number;
  /** The carrier ends the call after this long. It is the last resort when all of our instances are gone. */
  timeLimitSeconds: number;
  /** The number that we call from, E.164. */
  from: string;
  /** Told whether a machine has answered. Without it the carrier detects no machines. */
  machineUrl?: string;
}

export interface TwilioRestClient {
  placeCall(request: CallRequest): Promise<PlaceCallOutcome>;
  /** Hangs up, in any state of the call. */
  completeCall(callSid: string): Promise<CompleteCallOutcome>;
  /** Sends a running call through the TwiML at `url`. */
  redirectCall(callSid: string, url: string): Promise<RedirectCallOutcome>;
  fetchCall(callSid: string): Promise<FetchCallOutcome>;
  /** What a call has cost ("Call resource": `price` is negative, null at first, in `price_unit`). */
  fetchPrice(callSid: string): Promise<FetchPriceOutcome>;
  /** Deletes the record of a call that is over. The carrier refuses this for a live call. */
  deleteCall(callSid: string): Promise<DeleteCallOutcome>;
  /** Calls from these numbers that are ringing or in progress. */
  listLiveCalls(from: readonly string[]): Promise<ListCallsOutcome>;
}

export interface TwilioRestOptions {
  accountSid: string;
  authToken: string;
  /** A REST endpoint other than the carrier's: `TWILIO_API_BASE_URL`. */
  baseUrl?: string | undefined;
  /** Default 10 s. */
  timeoutMs?: number;
}

/** Any further live calls are listed at the next look. */
const mostListed = 200;

/** @throws Error when the account SID does not begin with AC. */
export function createTwilioRestClient(options: TwilioRestOptions): TwilioRestClient {
  const client = twilio(options.accountSid, options.authToken, { timeout: options.timeoutMs ?? 10_000 });
  if (options.baseUrl) client.api.baseUrl = options.baseUrl.replace(/\/$/, '');

  return {
    async placeCall(request) {
      try {
        const call = await client.calls.create({
          to: request.to,
          from: request.from,
          url: request.voiceUrl,
          fallbackUrl: request.fallbackUrl,
          statusCallback: request.statusCallbackUrl,
          statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
          timeout: request.ringTimeoutSeconds,
          timeLimit: request.timeLimitSeconds,
          // Asynchronous, so that the caller's first seconds are not silent.
          ...(request.machineUrl === undefined
            ? {}
            : {
                machineDetection: 'Enable',
                asyncAmd: 'true',
                asyncAmdStatusCallback: request.machineUrl,
                asyncAmdStatusCallbackMethod: 'POST',
              }),
        });
        if (typeof call.sid === 'string') return { outcome: 'placed', callSid: call.sid };
        return { outcome: 'unknown', cause: 'answer without a sid' };
      } catch (error) {
        return toPlaceFailure(error);
      }
    },
    async completeCall(callSid) {
      try {
        await client.calls(callSid).update({ status: 'completed' });
        return { outcome: 'completed' };
      } catch (error) {
        return isOver(error) ? { outcome: 'already_over' } : toFailure(error);
      }
    },
    async redirectCall(callSid, url) {
      try {
        await client.calls(callSid).update({ url, method: 'POST' });
        return { outcome: 'redirected' };
      } catch (error) {
        return isOver(error) ? { outcome: 'already_over' } : toFailure(error);
      }
    },
    async fetchCall(callSid) {
      try {
        const { status } = await client.calls(callSid).fetch();
        const parsed = carrierStatusSchema.safeParse(status);
        if (parsed.success) return { outcome: 'found', status: parsed.data };
        return { outcome: 'failed', code: null, cause: 'status not known' };
      } catch (error) {
        return isGone(error) ? { outcome: 'gone' } : toFailure(error);
      }
    },
    async fetchPrice(callSid) {
      try {
        const { price, priceUnit } = await client.calls(callSid).fetch();
        if (price === null || price === undefined) return { outcome: 'found', priceUsd: null };
        const amount = Math.abs(Number(price));
        if (priceUnit === 'USD' && Number.isFinite(amount)) return { outcome: 'found', priceUsd: amount };
        return { outcome: 'failed', code: null, cause: 'price not in US dollars' };
      } catch (error) {
        return isGone(error) ? { outcome: 'gone' } : toFailure(error);
      }
    },
    async deleteCall(callSid) {
      try {
        await client.calls(callSid).remove();
        return { outcome: 'deleted' };
      } catch (error) {
        return isGone(error) ? { outcome: 'gone' } : toFailure(error);
      }
    },
    async listLiveCalls(from) {
      try {
        const lists = await Promise.all(
          from.flatMap((number) =>
            (['ringing', 'in-progress'] as const).map((status) =>
              client.calls.list({ from: number, status, limit: mostListed }),
            ),
          ),
        );
        return { outcome: 'found', callSids: lists.flat().map(({ sid }) => sid) };
      } catch (error) {
        return toFailure(error);
      }
    },
  };
}
