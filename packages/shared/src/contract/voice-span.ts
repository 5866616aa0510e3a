import { z } from 'zod';

/** One turn has no more stretches of voice than this; where it had more, those with the shortest pauses are one. */
export const mostVoiceSpans = 200;
/** One turn tells no more gaps of its line than this. */
export const mostLineGaps = 50;

/** A stretch of time on the clock of the caller's audio, in ms. */
export interface VoiceSpan {
  fromMs: number;
  toMs: number;
}

const ms = z.number().int().nonnegative();

/** Stretches of time as this version writes them. */
export const spansOf = (most: number) =>
  z
    .array(z.object({ fromMs: ms, toMs: ms }))
    .max(most)
    .optional();

/** As any version has written them: what cannot be read is not known, and takes no turn along. */
export const storedSpansSchema = z
  .array(z.object({ fromMs: z.number(), toMs: z.number() }))
  .max(2_000)
  .optional()
  .catch(undefined);
