import type { ReportAnswer } from '@ringback/shared/contract/http-api';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { toSessionTitle } from '../../lib/session-words.ts';
import text from '../ui/text.module.css';
import { useMoreWords } from '../words/more-context.ts';
import { MoreWords } from '../words/more-words.tsx';
import { useWords } from '../words/words-context.ts';
import styles from './report-parts.module.css';
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
  ...{ givenFacts: [], factTexts: [], strongerAnswers: [], coachNotes: [], topics: [] },
};

interface SharedReportProps {
  view: SessionView;
  answer: ReportAnswer;
}

function Body({ view, answer }: SharedReportProps) {
  const { session: call } = useWords();
  const words = useMoreWords().report;
  const { report } = answer;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{words.titleOf(toSessionTitle(call, view.jobConfiguration))}</h1>
        <p className={text.hint}>{words.somebodys}</p>
      </header>
      <ReportProgress view={withStatus(view, answer)} />
      {report === null ? null : (
        <ReportView document={{ report, interview: view, ...nothingSaid }} actions={null} />
      )}
    </div>
  );
}

/** A candidate's report as a coach reads it: without its cost, and without what the candidate says of it. */
export const SharedReport = (props: SharedReportProps) => (
  <MoreWords>
    <Body {...props} />
  </MoreWords>
);
