import type { ReportAnswer } from '@ringback/shared/contract/http-api';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { toSessionTitle } from '../../lib/session-words.ts';
import { ReportProgress } from './report-progress.tsx';
import { ReportView } from './report-view.tsx';

/** How far the report is: by the log where that is told, and otherwise by the answer that came with it. */
function withStatus(view: SessionView, { versions, ...now }: ReportAnswer): SessionView {
  if (view.report.version >= now.version) return view;
  return {
    ...view,
    report: { ...view.report, ...now, versions: versions.map((version) => ({ ...version, hash: null })) },
  };
}

/** What a candidate says of their report, and what it has cost, is theirs. */
const nothingSaid = {
  ...{ cost: null, selfRating: null, disputes: [] },
  ...{ givenFacts: [], factTexts: [], strongerAnswers: [] },
};

/** A candidate's report as a coach reads it: without its cost, and without what the candidate says of it. */
export function SharedReport({ view, answer }: { view: SessionView; answer: ReportAnswer }) {
  const { report } = answer;
  return (
    <>
      <header className="report-head">
        <h1>Report: {toSessionTitle(view.jobConfiguration)}</h1>
        <p className="hint">
          This is somebody’s report, which they let you read. Where it says “you”, it speaks to them.
        </p>
      </header>
      <ReportProgress view={withStatus(view, answer)} />
      {report === null ? null : (
        <ReportView document={{ report, interview: view, ...nothingSaid }} actions={null} />
      )}
    </>
  );
}
