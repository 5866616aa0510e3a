import type { ApiClient } from '@ringback/shared/client/api-client';
import { isStudy } from '@ringback/shared/contract/interview-mode';
import { isReAnswer } from '../practice/re-answer.ts';
import type { Difference } from './compare-attempts.ts';

export type ListedSession = Awaited<ReturnType<ApiClient['sessions']>>['sessions'][number];

/** How many practice interviews one study found most efficient; said with its source, and never as a promise. */
const mostEfficient = 9;
export const doseSource = {
  words:
    'In a study of 558 young people the chance of a job rose with the number of practice interviews; nine were the most efficient. It is no promise.',
  address: 'https://doi.org/10.1177/21651434231160532',
} as const;

/**
 * Which interview this was, of those that were held. One question answered again is none, and what was held in study
 * mode is counted by itself.
 */
export function toCountWords(
  sessions: readonly (Pick<ListedSession, 'activeAt'> &
    Partial<Pick<ListedSession, 'practice' | 'previousSessionId' | 'interviewMode'>>)[],
): string {
  const begun = sessions.filter((session) => session.activeAt !== null && !isReAnswer(session));
  const studied = begun.filter(isStudy).length;
  const beside = studied === 0 ? '' : ` In study mode: ${studied === 1 ? 'once' : `${studied} times`}.`;
  return `${toHeldWords(begun.length - studied)}${beside}`;
}

function toHeldWords(held: number): string {
  if (held === 0) return 'You have not been interviewed yet.';
  if (held > mostEfficient) return `You have been interviewed ${held} times.`;
  return `You have been interviewed ${held === 1 ? 'once' : `${held} times`}: interview ${held} of ${mostEfficient}.`;
}

/** How long an interview was, as `4:07`-like words; empty where none was held. */
export function toLengthWords({ activeAt, endedAt }: Pick<ListedSession, 'activeAt' | 'endedAt'>): string {
  if (activeAt === null) return '';
  if (endedAt === null) return 'going on';
  const minutes = Math.round((endedAt - activeAt) / 60_000);
  return minutes < 1 ? 'under a minute' : `${minutes} min`;
}

const reportWords: Readonly<Record<string, string>> = {
  queued: 'waits to be made',
  working: 'is being made',
  ready: 'ready',
  insufficient: 'not enough to judge',
  failed: 'failed',
};

/** Where its report stands; null where there is none, and none is to come. */
export function toListedReportWords({
  activeAt,
  report,
  expired,
}: Pick<ListedSession, 'activeAt' | 'report' | 'expired'>): string | null {
  if (activeAt === null) return null;
  if (expired?.report !== undefined) return 'erased, its time was over';
  return Object.hasOwn(reportWords, report.state) ? (reportWords[report.state] ?? null) : 'none yet';
}

/** Whether it has a report with something to put beside another one. */
export const hasReport = ({ report, expired }: Pick<ListedSession, 'report' | 'expired'>): boolean =>
  (report.state === 'ready' || report.state === 'insufficient') && expired?.report === undefined;

const differenceWords = { none: 'no difference', more: 'higher', less: 'lower' } as const;

export const toDifferenceWord = (difference: Difference): string =>
  difference === null ? 'not compared' : differenceWords[difference];
