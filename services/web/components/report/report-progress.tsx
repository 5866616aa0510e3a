import { isReportPending } from '@ringback/shared/contract/report-status';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { useEffect, useState } from 'react';
import { quietAfterMs, toReportStatusWords } from '../../lib/report/report-status-words.ts';

/** Whether this page has heard nothing new of a report that is being made for a while. */
function useQuiet(report: SessionView['report'] | undefined): boolean {
  const [quiet, setQuiet] = useState<SessionView['report']>();
  useEffect(() => {
    if (report === undefined || !isReportPending(report)) return undefined;
    const timer = setTimeout(() => setQuiet(report), quietAfterMs);
    return () => clearTimeout(timer);
  }, [report]);
  return report !== undefined && quiet === report;
}

/** Where the report stands; the status region of the page, there from the beginning. */
export function ReportProgress({ view }: { view: SessionView | null }) {
  const report = view?.report;
  const isQuiet = useQuiet(report);
  const isCounted = report !== undefined && isReportPending(report) && report.of > 0;
  return (
    <div className="report-progress">
      <p role="status" data-testid="report-state" data-state={report?.state ?? 'loading'}>
        {view === null ? 'Looking for this report.' : toReportStatusWords(view, isQuiet)}
      </p>
      {isCounted ? (
        <progress aria-label="How much of the report is made" value={report.done} max={report.of} />
      ) : null}
    </div>
  );
}
