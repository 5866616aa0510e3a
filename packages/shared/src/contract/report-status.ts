import { z } from 'zod';
import { storedWord } from './text.ts';

/** Where a session's newest report stands. `insufficient`: too little was heard or understood to judge. */
export type ReportState = 'none' | 'queued' | 'working' | 'ready' | 'insufficient' | 'failed';

/** What a worker is at, in the order in which it is done. */
export const reportSteps = ['reading', 'judging', 'checking', 'advising', 'writing'] as const;
export type ReportStep = (typeof reportSteps)[number];

/**
 * Why there is no report. Of a model: it was too slow, out of reach, refused the request or to answer, has no quota, broke
 * off for a reason of its own, or answered what could not be read. Of ours: the money for this report or for the day is
 * spent, the report is too heavy, or its worker died each time.
 */
export const reportFailures = [
  ...['too_slow', 'unreachable', 'refused', 'refusal', 'quota', 'failed', 'malformed'],
  ...['max_output_tokens', 'content_filter', 'max_messages', 'steered'],
  ...['too_expensive', 'no_money_today', 'too_heavy', 'gave_up'],
] as const;
export type ReportFailure = (typeof reportFailures)[number];

/** Versions that are made and kept for one session. */
export const mostReportVersions = 3;
/** How often a version is begun before it fails: workers that died, and models that gave no answer. */
export const mostReportAttempts = 5;
/** What a candidate may correct and dispute in one session. */
export const mostCorrections = 200;
export const mostDisputes = 100;
/** Entries about the progress of one version. */
export const mostProgress = 200;

const number = z.number();

/** A version that is settled. `hash` names its stored report; null: none could be written. */
const settledReportSchema = z.object({
  version: number,
  state: storedWord,
  reason: storedWord.nullable().default(null),
  hash: storedWord.nullable().default(null),
  /** Epoch ms. */
  settledAt: number,
});
export type SettledReport = z.infer<typeof settledReportSchema>;

/** Where the reports of a session stand, as record and view hold it. */
export const reportStatusSchema = z.object({
  state: storedWord,
  /** The newest one; 0: none was ever asked for. */
  version: number.default(0),
  /** How often this version was begun. */
  attempt: number.default(0),
  step: storedWord.nullable().default(null),
  done: number.default(0),
  of: number.default(0),
  /** How often this version's progress was told. */
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

/** Whether a report is asked for and not settled yet. */
export function isReportPending({ state }: Pick<ReportStatus, 'state'>): boolean {
  return state === 'queued' || state === 'working';
}
