import type { ReportAnswer } from '@ringback/shared/contract/http-api';
import { mostReportVersions } from '@ringback/shared/contract/report-status';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { toMakeWords } from '../../lib/report/report-status-words.ts';
import { hasOpenCorrections } from '../../lib/report/shown-words.ts';
import { Button } from '../ui/button.tsx';
import text from '../ui/text.module.css';
import { AttemptProblem, useAttempt } from '../use-attempt.tsx';
import { useMoreWords } from '../words/more-context.ts';

interface ReportVersionsProps {
  view: SessionView;
  answer: ReportAnswer | null;
  makeAgain: () => Promise<void>;
  showVersion: (version: number) => void;
}

/** The versions that there are, and another one where it may be made. */
export function ReportVersions({ view, answer, makeAgain, showVersion }: ReportVersionsProps) {
  const { report } = useMoreWords();
  const attempt = useAttempt();
  const shown = answer?.report ?? null;
  const hasCorrections = shown !== null && hasOpenCorrections(view.transcript, shown.segments);
  const make = toMakeWords(report, view, hasCorrections);
  const isErased = view.expired.report !== undefined;
  const versions = isErased ? [] : view.report.versions.filter(({ hash }) => hash !== null);
  if (make === null && versions.length < 2) return null;
  return (
    <section className={`${text.stack} no-print`} aria-label={report.versions}>
      {versions.length < 2 ? null : (
        <div className={text.row}>
          {versions.map(({ version }) => (
            <Button
              key={version}
              aria-pressed={shown?.version === version}
              onClick={() => showVersion(version)}
            >
              {report.version(version)}
            </Button>
          ))}
        </div>
      )}
      {make === null ? null : (
        <>
          <AttemptProblem attempt={attempt} />
          <div className={text.row}>
            <Button
              data-testid="make-again"
              disabled={attempt.isUnderWay}
              onClick={() => void attempt.run(makeAgain)}
            >
              {make}
            </Button>
            <p className={text.hint}>{report.mostVersions(mostReportVersions, view.report.version)}</p>
          </div>
        </>
      )}
    </section>
  );
}
