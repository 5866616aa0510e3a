import {
  isReportPending,
  mostReportAttempts,
  mostReportVersions,
  type ReportStep,
} from '@ringback/shared/contract/report-status';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { toFailureWords } from '@ringback/shared/report/failure-words';
import { bestReport } from '@ringback/shared/session/best-report';

type Reported = Pick<SessionView, 'phase' | 'activeAt' | 'report' | 'expired'>;

const stepWords: Record<ReportStep, string> = {
  reading: 'reading what was said',
  judging: 'judging, dimension by dimension',
  checking: 'checking each claim against your sentences',
  advising: 'looking for what would help most',
  writing: 'writing it down',
};

const wordsOf = (table: Readonly<Record<string, string>>, word: string | null, otherwise: string): string =>
  word !== null && Object.hasOwn(table, word) ? (table[word] ?? otherwise) : otherwise;

/** Where this much time has brought no news, the page says so. A worker tells its steps every few seconds as a rule. */
export const quietAfterMs = 45_000;

function toProgressWords(
  { state, step, done, of, attempt }: SessionView['report'],
  isQuiet: boolean,
): string {
  if (state === 'queued')
    return isQuiet
      ? 'Your report still waits to be made. Nothing has begun to make it yet. It comes here by itself.'
      : 'Your report waits to be made. It comes here by itself.';
  const doing = wordsOf(stepWords, step, 'getting ready');
  const count = of > 0 ? ` (${done} of ${of})` : '';
  const again =
    attempt > 1
      ? ` Attempt ${attempt} of ${mostReportAttempts}: the one before stopped without a result.`
      : '';
  const quiet = isQuiet
    ? ' Nothing new was heard of it for a while. If it has stopped, it begins again by itself.'
    : '';
  return `Your report is being made: ${doing}${count}.${again}${quiet}`;
}

/** Advises only what can still be done. */
function toFailedWords({ reason, version, versions }: SessionView['report']): string {
  const why = toFailureWords(reason ?? '') ?? 'The reason is not known to this page.';
  const tomorrow =
    reason === 'no_money_today' && version < mostReportVersions ? ' Make it again tomorrow.' : '';
  const best = bestReport(versions)?.state ?? 'failed';
  if (best === 'failed') return `The report could not be made. ${why}${tomorrow}`;
  return `The newest version could not be made. ${why}${tomorrow} An earlier one is here.`;
}

/** Where a report stands, in a few sentences. `isQuiet`: the page has heard nothing new of it for `quietAfterMs`. */
export function toReportStatusWords(view: Reported, isQuiet = false): string {
  const { phase, activeAt, report, expired } = view;
  if (phase !== 'closed') {
    if (phase === 'ended') return 'The call has just ended. The report begins in a moment.';
    return 'The interview is not over. Its report is made when it is.';
  }
  if (activeAt === null) return 'There is no report, because the interview did not begin.';
  if (expired.report !== undefined)
    return 'The report was erased, because the time for which it is kept here has passed.';
  if (isReportPending(report)) return toProgressWords(report, isQuiet);
  switch (report.state) {
    case 'none':
      return 'No report has been made of this interview.';
    case 'ready':
      return 'Your report is ready.';
    case 'insufficient':
      return bestReport(report.versions)?.state === 'ready'
        ? 'For the newest version there was not enough to judge by. An earlier one is here.'
        : 'There is not enough to judge this interview by. What could be computed is here.';
    case 'failed':
      return toFailedWords(report);
    default:
      return 'This page is too old for what became of the report. Load it again.';
  }
}

/** Whether the report can be made, or made once more, and what that is called; null where it cannot. */
export function toMakeWords(
  { phase, activeAt, report, expired }: Reported,
  hasCorrections: boolean,
): string | null {
  const isKept = expired.report === undefined && expired.transcript === undefined;
  const isPossible = phase === 'closed' && activeAt !== null && isKept && !isReportPending(report);
  if (!isPossible || report.version >= mostReportVersions) return null;
  if (report.state === 'none') return 'Make a report';
  return hasCorrections ? 'Make it again with your corrections' : 'Make it again';
}
