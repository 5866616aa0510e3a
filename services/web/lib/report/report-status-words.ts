import {
  isReportPending,
  mostReportAttempts,
  mostReportVersions,
} from '@ringback/shared/contract/report-status';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { bestReport } from '@ringback/shared/session/best-report';
import type { MoreWords } from '../words/more-words.ts';

type Reported = Pick<SessionView, 'phase' | 'activeAt' | 'report' | 'expired'>;
type StatusWords = MoreWords['report']['status'];

/** Where this much time has brought no news, the page says so. A worker tells its steps every few seconds as a rule. */
export const quietAfterMs = 45_000;

const sentences = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

function toProgressWords(
  words: StatusWords,
  { state, step, done, of, attempt }: SessionView['report'],
  isQuiet: boolean,
): string {
  if (state === 'queued') return isQuiet ? words.queuedQuiet : words.queued;
  const steps: Readonly<Record<string, string>> = words.steps;
  const doing = (step !== null && Object.hasOwn(steps, step) ? steps[step] : null) ?? words.gettingReady;
  return sentences(
    words.working(of > 0 ? words.counted(doing, done, of) : doing),
    attempt > 1 ? words.attempt(attempt, mostReportAttempts) : '',
    isQuiet ? words.quiet : '',
  );
}

/** Advises only what can still be done. */
function toFailedWords(
  { report: { status }, judged }: Pick<MoreWords, 'report' | 'judged'>,
  { reason, version, versions }: SessionView['report'],
): string {
  const why = judged.failure(reason ?? '') ?? status.reasonUnknown;
  const tomorrow = reason === 'no_money_today' && version < mostReportVersions ? status.tomorrow : '';
  const best = bestReport(versions)?.state ?? 'failed';
  if (best === 'failed') return sentences(status.failed(why), tomorrow);
  return sentences(status.newestFailed(why), tomorrow, status.earlierIsHere);
}

/** Where a report stands, in a few sentences. `isQuiet`: the page has heard nothing new of it for `quietAfterMs`. */
export function toReportStatusWords(
  words: Pick<MoreWords, 'report' | 'judged'>,
  view: Reported,
  isQuiet = false,
): string {
  const { phase, activeAt, report, expired } = view;
  const { status } = words.report;
  if (phase !== 'closed') return phase === 'ended' ? status.justEnded : status.notOver;
  if (activeAt === null) return status.notBegun;
  if (expired.report !== undefined) return status.erased;
  if (isReportPending(report)) return toProgressWords(status, report, isQuiet);
  switch (report.state) {
    case 'none':
      return status.none;
    case 'ready':
      return status.ready;
    case 'insufficient':
      return bestReport(report.versions)?.state === 'ready' ? status.insufficientNow : status.insufficient;
    case 'failed':
      return toFailedWords(words, report);
    default:
      return status.tooOld;
  }
}

/** Whether the report can be made, or made once more, and what that is called; null where it cannot. */
export function toMakeWords(
  words: MoreWords['report'],
  { phase, activeAt, report, expired }: Reported,
  hasCorrections: boolean,
): string | null {
  const isKept = expired.report === undefined && expired.transcript === undefined;
  const isPossible = phase === 'closed' && activeAt !== null && isKept && !isReportPending(report);
  if (!isPossible || report.version >= mostReportVersions) return null;
  if (report.state === 'none') return words.make;
  return hasCorrections ? words.makeWithCorrections : words.makeAgain;
}
