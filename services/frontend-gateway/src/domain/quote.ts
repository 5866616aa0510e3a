import { type CallPrices, type CallQuote, toPerMinute } from '@ringback/shared/contract/call-prices';
import type { AppError } from '@ringback/shared/contract/errors';
import type { Quote } from '@ringback/shared/contract/http-api';
import type { Via } from '@ringback/shared/contract/lifecycle';
import { openaiPrices, streamPerMinute } from '@ringback/shared/contract/published-prices';

const toCents = (amount: number) => Math.ceil(amount * 100) / 100;

/**
 * The estimate of a minute with the model in US dollars: caller audio 600 tokens and interviewer audio 1200 tokens a minute, each
 * half of the time, with as much again for the conversation that every response reads again.
 */
function toModelPrice({ input, output }: { input: number; output: number }): number {
  const halfMinuteTokens = { caller: 300, interviewer: 600 };
  const usd = (halfMinuteTokens.caller * input + halfMinuteTokens.interviewer * output) / 1_000_000;
  return toCents(usd * 2);
}

const pricesPerMinute = {
  stream: streamPerMinute,
  model: toModelPrice(openaiPrices['gpt-realtime-2.1'].audio),
  transcription: openaiPrices['gpt-transcribe'].perMinute,
};

/** The carrier's prices of a minute by country; `other` is for every country that is not named. */
export interface CarrierPrices {
  byCountry: Readonly<Record<string, number>>;
  other: number;
}

interface PricedCall {
  via: Via;
  /** The country that is called. Null when it is unknown or no number is called. */
  country: string | null;
  carrierPrices: CarrierPrices;
  isCarrierReal: boolean;
  isModelReal: boolean;
}

function toCarrierPrice({ via, country, carrierPrices, isCarrierReal }: PricedCall): number {
  if (!isCarrierReal || via === 'browser') return 0;
  return (carrierPrices.byCountry[country ?? ''] ?? carrierPrices.other) + pricesPerMinute.stream;
}

/** What a minute of such a call costs. */
export function toPrices(call: PricedCall): CallPrices {
  return {
    carrier: toCarrierPrice(call),
    stream: call.isCarrierReal && call.via !== 'browser' ? pricesPerMinute.stream : 0,
    model: call.isModelReal ? pricesPerMinute.model : 0,
    transcription: call.isModelReal ? pricesPerMinute.transcription : 0,
  };
}

/** The quote that a session keeps: its prices, and the estimate as its candidate was shown it. */
export function toCallQuote(prices: CallPrices, lengthMinutes: number): CallQuote {
  return { prices, estimateUsd: toCents(toPerMinute(prices) * lengthMinutes) };
}

/** What a call will cost at most, roughly. Stand-ins cost nothing. `refusal` says why the call is not possible. */
export function toQuote(
  call: PricedCall & { lengthMinutes: number; refusal: Pick<AppError, 'code' | 'message'> | null },
): Quote {
  const prices = toPrices(call);
  return {
    allowed: call.refusal === null,
    ...(call.refusal === null ? {} : { reason: call.refusal.message, code: call.refusal.code }),
    currency: 'USD',
    perMinute: Math.round(toPerMinute(prices) * 10_000) / 10_000,
    estimate: toCallQuote(prices, call.lengthMinutes).estimateUsd,
  };
}
