import { z } from 'zod';

/**
 * How many stretches of voice one turn has at most. Where it had more, those with the shortest pauses between them are
 * joined.
 */
export const mostVoiceSpans = 200;
/** How many gaps of its line one turn tells at most. */
export const mostLineGaps = 50;

/** A stretch of time, in ms on the clock of the caller's audio. */
export interface VoiceSpan {
  fromMs: number;
  toMs: number;
}

const ms = z.number().int().nonnegative();

/** Stretches of time in the form that this version writes. */
export const spansOf = (most: number) =>
  z
    .array(z.object({ fromMs: ms, toMs: ms }))
    .max(most)
    .optional();

/** Stretches of time in the form of any version. What cannot be read counts as unknown, and its turn stays readable. */
export const storedSpansSchema = z
  .array(z.object({ fromMs: z.number(), toMs: z.number() }))
  .max(2_000)
  .optional()
  .catch(undefined);
