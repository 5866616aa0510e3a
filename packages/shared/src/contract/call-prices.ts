import { z } from 'zod';

const perMinute = z.number().nonnegative();

/**
 * US dollars per minute; 0 where a stand-in replaces what costs money. Carrier: the call and its media stream. Model
 * and transcription: an estimate, until the model itself has reported its use.
 */
export const callPricesSchema = z.object({
  carrier: perMinute,
  /** The media stream's part of `carrier`, which the carrier bills separately. */
  stream: perMinute.default(0),
  model: perMinute,
  transcription: perMinute.default(0),
});
export type CallPrices = z.infer<typeof callPricesSchema>;

/** What a call was said to cost before it started: the prices of its minute, and the estimate that was shown. */
export const callQuoteSchema = z.object({ prices: callPricesSchema, estimateUsd: z.number().nonnegative() });
export type CallQuote = z.infer<typeof callQuoteSchema>;

/** The total price of a minute. */
export function toPerMinute({ carrier, model, transcription }: Omit<CallPrices, 'stream'>): number {
  return carrier + model + transcription;
}
