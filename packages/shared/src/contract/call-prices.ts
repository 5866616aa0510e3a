import { z } from 'zod';

const perMinute = z.number().nonnegative();

/**
 * US dollars per minute; 0 where a stand-in takes the place of what costs money. Carrier: the call and its media
 * stream. Model and transcription: an estimate, until the model itself has told what it used.
 */
export const callPricesSchema = z.object({
  carrier: perMinute,
  /** The media stream's part of `carrier`: the carrier bills it apart from the call. */
  stream: perMinute.default(0),
  model: perMinute,
  transcription: perMinute.default(0),
});
export type CallPrices = z.infer<typeof callPricesSchema>;

/** What a minute costs at these prices, all in all. */
export function toPerMinute({ carrier, model, transcription }: Omit<CallPrices, 'stream'>): number {
  return carrier + model + transcription;
}
