import {
  isReportPending,
  mostReportVersions,
  type ReportFailure,
  type ReportStep,
} from '@ringback/shared/contract/report-status';
import type { SessionView } from '@ringback/shared/contract/session-view';

type Reported = Pick<SessionView, 'phase' | 'activeAt' | 'report'>;

const stepWords: Record<ReportStep, string> = {
  reading: 'reading what was said',
  judging: 'judging, dimension by dimension',
  checking: 'checking each claim against your sentences',
  advising: 'looking for what would help most',
  writing: 'writing it down',
};

const failureWords: Record<ReportFailure, string> = {
  too_slow: 'The model that judges took too long.',
  unreachable: 'The model that judges could not be reached.',
  refused: 'The provider of the model refused the request. Only the operator can mend this.',
  refusal: 'The model refused to judge this interview.',
  quota: 'The provider’s quota is used up. Only the operator can mend this.',
  failed: 'The model that judges broke off.',
  malformed: 'What the model answered could not be read.',
  max_output_tokens: 'The model’s answer was cut off, because it became too long.',
  content_filter: 'The provider’s filter stopped the model’s answer.',
  max_messages: 'The model’s answer was cut off by its provider.',
  steered: 'The model’s answer was stopped by its provider.',
  too_expensive: 'This report would have cost more than one report may.',
  no_money_today: 'The money for today is spent. Make it again tomorrow.',
  too_heavy: 'The report became too large to be kept.',
  gave_up: 'It was begun several times and never finished.',
};

const wordsOf = (table: Readonly<Record<string, string>>, word: string | null, otherwise: string): string =>
  word !== null && Object.hasOwn(table, word) ? (table[word] ?? otherwise) : otherwise;

function toProgressWords({ state, step, done, of, attempt }: SessionView['report']): string {
  if (state === 'queued') return 'Your report waits to be made. It comes here by itself.';
  const doing = wordsOf(stepWords, step, 'getting ready');
  const count = of > 0 ? ` (${done} of ${of})` : '';
  const again = attempt > 1 ? ` Attempt ${attempt}.` : '';
  return `Your report is being made: ${doing}${count}.${again}`;
}

/** Where a report stands, in one or two sentences. */
export function toReportStatusWords(view: Reported): string {
  const { phase, activeAt, report } = view;
  if (phase !== 'closed') {
    if (phase === 'ended') return 'The call has just ended. The report begins in a moment.';
    return 'The interview is not over. Its report is made when it is.';
  }
  if (activeAt === null) return 'There is no report, because the interview did not begin.';
  if (isReportPending(report)) return toProgressWords(report);
  switch (report.state) {
    case 'none':
      return 'No report has been made of this interview.';
    case 'ready':
      return 'Your report is ready.';
    case 'insufficient':
      return 'There is not enough to judge this interview by. What could be computed is here.';
    case 'failed':
      return `The report could not be made. ${wordsOf(failureWords, report.reason, 'The reason is not known to this page.')}`;
    default:
      return 'This page is too old for what became of the report. Load it again.';
  }
}

/** Whether the report can be made, or made once more, and what that is called; null where it cannot. */
export function toMakeWords({ phase, activeAt, report }: Reported, hasCorrections: boolean): string | null {
  const isPossible = phase === 'closed' && activeAt !== null && !isReportPending(report);
  if (!isPossible || report.version >= mostReportVersions) return null;
  if (report.state === 'none') return 'Make a report';
  return hasCorrections ? 'Make it again with your corrections' : 'Make it again';
}
