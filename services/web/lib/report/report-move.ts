import type { SessionView } from '@ringback/shared/contract/session-view';

/**
 * How long an ended interview stays on the page before it goes to the report. WCAG 2.2, success criterion 2.2.1, asks
 * for 20 s in which a person can stop what happens by itself.
 */
export const stayMs = 20_000;

type Ended = Pick<SessionView, 'phase' | 'activeAt' | 'endReason' | 'report'>;

/** Whether an ended interview leads to its report: one was asked for, and the candidate practises no other one already. */
export function leadsToReport({ phase, activeAt, endReason, report }: Ended): boolean {
  return phase === 'closed' && activeAt !== null && endReason !== 'superseded' && report.state !== 'none';
}

/** What is left of the stay after this time, in ms. What a person does on the page gives them the whole stay again. */
export function leftOfStay(leftMs: number, passedMs: number, isBusy: boolean): number {
  return isBusy ? stayMs : Math.max(0, leftMs - passedMs);
}
