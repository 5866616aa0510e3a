import { z } from 'zod';

const count = z.number().nonnegative();
const modalitySchema = z.object({ input: count, cached: count, output: count });

/**
 * What the model has used for one call so far, and what that cost in US dollars. In tokens; `cached` is a part of
 * `input`. Transcription is billed separately, by tokens or by seconds, depending on its model.
 */
export const modelUseSchema = z.object({
  costUsd: count,
  text: modalitySchema,
  audio: modalitySchema,
  transcription: z.object({ input: count, output: count, seconds: count }),
});
export type ModelUse = z.infer<typeof modelUseSchema>;
