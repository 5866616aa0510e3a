import type { CallPrices } from '@ringback/shared/contract/call-prices';
import type { Quote } from '@ringback/shared/contract/http-api';
import type { Via } from '@ringback/shared/contract/lifecycle';

/**
 * Estimated prices in US dollars per minute, as of 2026-11-22. Carrier: a call within the United States
 * (Twilio's list price) and its media stream (0.0044). Model: caller audio 600 tokens and interviewer audio
 * 1200 tokens a minute each half of the time, at 32 and 64 per million (OpenAI's list price of the Realtime
 * models), with as much again for the conversation that every response reads anew.
 */
const pricesPerMinute = { carrier: 0.014 + 0.0044, model: 0.1 } as const;

const toCents = (amount: number) => Math.ceil(amount * 100) / 100;

/** What a minute of such a call costs. */
export function toPrices(call: { via: Via; carrierIsReal: boolean; modelIsReal: boolean }): CallPrices {
  return {
    carrier: call.carrierIsReal && call.via !== 'browser' ? pricesPerMinute.carrier : 0,
    model: call.modelIsReal ? pricesPerMinute.model : 0,
  };
}

/** What a call will cost at most, roughly; stand-ins cost nothing. `refusal` says why it may not be made. */
export function toQuote(call: {
  via: Via;
  lengthMinutes: number;
  carrierIsReal: boolean;
  modelIsReal: boolean;
  refusal: string | null;
}): Quote {
  const prices = toPrices(call);
  const perMinute = prices.carrier + prices.model;
  return {
    allowed: call.refusal === null,
    ...(call.refusal === null ? {} : { reason: call.refusal }),
    currency: 'USD',
    perMinute: Math.round(perMinute * 10_000) / 10_000,
    estimate: toCents(perMinute * call.lengthMinutes),
  };
}
