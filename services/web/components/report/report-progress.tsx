import { isReportPending } from '@ringback/shared/contract/report-status';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { useEffect, useState } from 'react';
import { quietAfterMs, toReportStatusWords } from '../../lib/report/report-status-words.ts';
import { useMoreWords } from '../words/more-context.ts';
import styles from './report-parts.module.css';

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
  const words = useMoreWords();
  const report = view?.report;
  const isQuiet = useQuiet(report);
  const isCounted = report !== undefined && isReportPending(report) && report.of > 0;
  return (
    <div className={styles.progress}>
      <p role="status" data-testid="report-state" data-state={report?.state ?? 'loading'}>
        {view === null ? words.report.status.looking : toReportStatusWords(words, view, isQuiet)}
      </p>
      {isCounted ? (
        <progress aria-label={words.report.status.howMuch} value={report.done} max={report.of} />
      ) : null}
    </div>
  );
}
