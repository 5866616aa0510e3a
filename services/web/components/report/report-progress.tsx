import { isReportPending } from '@ringback/shared/contract/report-status';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { toReportStatusWords } from '../../lib/report/report-status-words.ts';

/** Where the report stands; the status region of the page, there from the beginning. */
export function ReportProgress({ view }: { view: SessionView | null }) {
  const report = view?.report;
  const isCounted = report !== undefined && isReportPending(report) && report.of > 0;
  return (
    <div className="report-progress">
      <p role="status" data-testid="report-state" data-state={report?.state ?? 'loading'}>
        {view === null ? 'Looking for this report.' : toReportStatusWords(view)}
      </p>
      {isCounted ? (
        <progress aria-label="How much of the report is made" value={report.done} max={report.of} />
      ) : null}
    </div>
  );
}
