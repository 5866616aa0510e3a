import type { ReportAnswer } from '@ringback/shared/contract/http-api';
import { mostReportVersions } from '@ringback/shared/contract/report-status';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { toMakeWords } from '../../lib/report/report-status-words.ts';
import { hasOpenCorrections } from '../../lib/report/shown-words.ts';
import { AttemptProblem, useAttempt } from './use-attempt.tsx';

interface ReportVersionsProps {
  view: SessionView;
  answer: ReportAnswer | null;
  makeAgain: () => Promise<void>;
  showVersion: (version: number) => void;
}

/** The versions that there are, and another one where it may be made. */
export function ReportVersions({ view, answer, makeAgain, showVersion }: ReportVersionsProps) {
  const attempt = useAttempt();
  const shown = answer?.report ?? null;
  const make = toMakeWords(view, shown !== null && hasOpenCorrections(view.transcript, shown.segments));
  const isErased = view.expired.report !== undefined;
  const versions = isErased ? [] : view.report.versions.filter(({ hash }) => hash !== null);
  if (make === null && versions.length < 2) return null;
  return (
    <section className="no-print report-versions" aria-label="Versions of this report">
      {versions.length < 2 ? null : (
        <div className="report-nav">
          {versions.map(({ version }) => (
            <button
              key={version}
              type="button"
              className="button"
              aria-pressed={shown?.version === version}
              onClick={() => showVersion(version)}
            >
              Version {version}
            </button>
          ))}
        </div>
      )}
      {make === null ? null : (
        <>
          <AttemptProblem attempt={attempt} />
          <div className="report-nav">
            <button
              type="button"
              className="button"
              data-testid="make-again"
              disabled={attempt.isUnderWay}
              onClick={() => void attempt.run(makeAgain)}
            >
              {make}
            </button>
            <p className="hint">
              A report can be made {mostReportVersions} times; {view.report.version} so far. Earlier versions
              stay.
            </p>
          </div>
        </>
      )}
    </section>
  );
}
