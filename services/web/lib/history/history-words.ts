import type { ApiClient } from '@ringback/shared/client/api-client';
import { isStudy } from '@ringback/shared/contract/interview-mode';
import { isReAnswer } from '../practice/re-answer.ts';
import type { Format } from '../words/format.ts';
import type { MoreWords } from '../words/more-words.ts';
import type { Difference } from './compare-attempts.ts';

export type ListedSession = Awaited<ReturnType<ApiClient['sessions']>>['sessions'][number];
type HistoryWords = MoreWords['history'];

/** How many practice interviews one study found most efficient; said with its source, and never as a promise. */
const mostEfficient = 9;
export const doseAddress = 'https://doi.org/10.1177/21651434231160532';

/**
 * Which interview this was, of those that were held. One question answered again is none, and what was held in study
 * mode is counted by itself.
 */
export function toCountWords(
  words: HistoryWords,
  format: Format,
  sessions: readonly (Pick<ListedSession, 'activeAt'> &
    Partial<Pick<ListedSession, 'practice' | 'previousSessionId' | 'interviewMode'>>)[],
): string {
  const begun = sessions.filter((session) => session.activeAt !== null && !isReAnswer(session));
  const studied = begun.filter(isStudy).length;
  const held = toHeldWords(words, format, begun.length - studied);
  return studied === 0 ? held : `${held} ${words.inStudyMode(format.plural(studied, words.time))}`;
}

function toHeldWords(words: HistoryWords, format: Format, held: number): string {
  if (held === 0) return words.none;
  const times = format.plural(held, words.time);
  return held > mostEfficient ? words.times(times) : words.timesOf(times, held, mostEfficient);
}

/** How long an interview was, in minutes; empty where none was held. */
export function toLengthWords(
  words: HistoryWords,
  format: Format,
  { activeAt, endedAt }: Pick<ListedSession, 'activeAt' | 'endedAt'>,
): string {
  if (activeAt === null) return '';
  if (endedAt === null) return words.goingOn;
  const minutes = Math.round((endedAt - activeAt) / 60_000);
  return minutes < 1 ? words.underAMinute : format.minutes(minutes);
}

/** Where its report stands; null where there is none, and none is to come. */
export function toListedReportWords(
  { reportStates, reportErased, noReportYet }: HistoryWords,
  { activeAt, report, expired }: Pick<ListedSession, 'activeAt' | 'report' | 'expired'>,
): string | null {
  if (activeAt === null) return null;
  if (expired?.report !== undefined) return reportErased;
  const known = Object.hasOwn(reportStates, report.state) ? reportStates[report.state] : undefined;
  return known ?? noReportYet;
}

/** Whether it has a report with something to put beside another one. */
export const hasReport = ({ report, expired }: Pick<ListedSession, 'report' | 'expired'>): boolean =>
  (report.state === 'ready' || report.state === 'insufficient') && expired?.report === undefined;

export const toDifferenceWord = ({ differences }: HistoryWords, difference: Difference): string =>
  differences[difference ?? 'unknown'];
