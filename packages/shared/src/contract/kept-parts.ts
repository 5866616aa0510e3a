import { z } from 'zod';
import { storedWord } from './text.ts';

/**
 * The parts of a session that may go before the session does. `transcript`: the words that both sides have said.
 * `report`: all versions of it, and what the candidate says of them. `job_texts`: job description and résumé, and the
 * plan that was made from them.
 */
export const keptParts = ['transcript', 'report', 'job_texts'] as const;
export type KeptPart = (typeof keptParts)[number];

/**
 * The parts of a session that have expired, by the time at which they were erased (epoch ms). A part that another
 * version knows is kept.
 */
export const expiredPartsSchema = z.record(storedWord, z.number());
export type ExpiredParts = z.infer<typeof expiredPartsSchema>;

/** For how many days each part is kept, from the start of its session. `session`: whatever is left of it. */
export const keepingSchema = z.object({
  session: z.number(),
  transcript: z.number(),
  report: z.number(),
  job_texts: z.number(),
});
export type Keeping = z.infer<typeof keepingSchema>;

const dayMs = 24 * 3_600_000;

/** The parts of a session that have passed their time. */
export function overdueParts(keeping: Keeping, configuredAt: number, nowMs: number): KeptPart[] {
  return keptParts.filter((part) => configuredAt + keeping[part] * dayMs <= nowMs);
}
