import { z } from 'zod';

const rate = z.number().nonnegative();
const ratesSchema = z.strictObject({ input: rate, cached: rate, output: rate });
const none = { input: 0, cached: 0, output: 0 };

/** Prices by model, in US dollars per million tokens; `perMinute` of audio for transcription billed by time. */
export const modelPricesSchema = z.record(
  z.string().min(1).max(100),
  z.strictObject({
    text: ratesSchema.default(none),
    audio: ratesSchema.default(none),
    perMinute: rate.optional(),
  }),
);
