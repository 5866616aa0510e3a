import { z } from 'zod';
import { storedWord } from './text.ts';

/** The state of a session's newest report. `insufficient`: too little was heard or understood to judge. */
export type ReportState = 'none' | 'queued' | 'working' | 'ready' | 'insufficient' | 'failed';

/** The steps of a worker, in their order. */
export const reportSteps = ['reading', 'judging', 'checking', 'advising', 'writing'] as const;
export type ReportStep = (typeof reportSteps)[number];

/**
 * Why there is no report. On the model's side: it was too slow or out of reach, it refused the request or an answer,
 * its quota was used up, it broke off for a reason of its own, or its answer could not be read. On our side: the money
 * for this report or for the day is spent, the report is too large, its worker died each time, or a stronger answer is
 * asked for in a script in which names cannot be told from other words.
 */
export const reportFailures = [
  ...['too_slow', 'unreachable', 'refused', 'refusal', 'quota', 'failed', 'malformed'],
  ...['max_output_tokens', 'content_filter', 'max_messages', 'steered'],
  ...['too_expensive', 'no_money_today', 'too_heavy', 'gave_up', 'no_capitals'],
] as const;
export type ReportFailure = (typeof reportFailures)[number];

/** How many versions are made and kept for one session. */
export const mostReportVersions = 3;
/** How many attempts a version gets before it fails. Workers that died count, and so do models that gave no answer. */
export const mostReportAttempts = 5;
/** How many corrections and disputes a session takes from its candidate. */
export const mostCorrections = 200;
export const mostDisputes = 100;
/** How many entries a version's progress has in the log at most. */
export const mostProgress = 200;

const number = z.number();

/** A version that is settled. `hash` names its stored report. Null: no report could be written. */
const settledReportSchema = z.object({
  version: number,
  state: storedWord,
  reason: storedWord.nullable().default(null),
  hash: storedWord.nullable().default(null),
  /** Epoch ms. */
  settledAt: number,
});
export type SettledReport = z.infer<typeof settledReportSchema>;

/** The state of a session's reports, as the record and the view hold it. */
export const reportStatusSchema = z.object({
  state: storedWord,
  /** The newest version. 0: no report was ever asked for. */
  version: number.default(0),
  /** How many attempts this version has had. */
  attempt: number.default(0),
  step: storedWord.nullable().default(null),
  done: number.default(0),
  of: number.default(0),
  /** How often the progress of this version was told. */
  told: number.default(0),
  /** What this version has cost so far, in US dollars. */
  costUsd: number.default(0),
  reason: storedWord.nullable().default(null),
  versions: z.array(settledReportSchema).max(20).default([]),
  isSelfRated: z.boolean().default(false),
  corrections: number.default(0),
  disputes: number.default(0),
});
export type ReportStatus = z.infer<typeof reportStatusSchema>;

export const noReport: ReportStatus = reportStatusSchema.parse({ state: 'none' });

/** Whether a report was asked for and is not settled yet. */
export function isReportPending({ state }: Pick<ReportStatus, 'state'>): boolean {
  return state === 'queued' || state === 'working';
}
