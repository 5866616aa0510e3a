import { orderFindings, worstFirst } from '@ringback/shared/report/finding-order';
import { type ReportDocument, toRatingDifferences } from '@ringback/shared/report/report-document';
import { judgedByRules, practiceOnly, toMissingWords } from '@ringback/shared/report/report-words';
import { toRatingSkillWords } from '../../lib/report/difference-words.ts';
import type { ReportActions } from '../../lib/report/report-actions.ts';
import { DimensionSection } from './dimension-section.tsx';
import { Evidence } from './evidence.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { FiguresTable } from './figures-table.tsx';
import { FindingsList } from './findings-list.tsx';
import { LevelsTable } from './levels-table.tsx';
import { MomentsSection } from './moments-section.tsx';
import { QuestionSection } from './question-section.tsx';
import { ReportTranscript } from './report-transcript.tsx';
import { SmallPrint } from './small-print.tsx';

interface ReportViewProps {
  document: ReportDocument;
  /** Null if nothing may be changed. */
  actions: ReportActions | null;
}

function Overall({ document }: { document: ReportDocument }) {
  const { report, selfRating } = document;
  const { overall, dimensions, gate, madeBy } = report;
  const skill = toRatingSkillWords(toRatingDifferences(document));
  return (
    <section className="card" aria-labelledby="overall-title" data-testid="overall">
      <h2 id="overall-title">{dimensions.length > 0 ? 'Overall' : 'Nothing is judged'}</h2>
      {gate.isAudible ? null : (
        <>
          <p>Too little was heard or understood to judge anything fairly. This is no finding about you.</p>
          <ul data-testid="missing">
            {gate.missing.map((one) => (
              <li key={one.what}>{toMissingWords(one)}</li>
            ))}
          </ul>
        </>
      )}
      {gate.isAudible && dimensions.length === 0 ? (
        <p>Nothing has judged this interview: what is here was computed from it.</p>
      ) : null}
      {dimensions.length === 0 ? null : (
        <>
          <p className="overall">
            {overall === null ? (
              'No overall level: not every dimension could be judged.'
            ) : (
              <>
                <strong>{overall} of 5</strong>, the mean of the five dimensions.
              </>
            )}
          </p>
          <LevelsTable document={document} />
          <p className="hint">
            The dot is the level. Its samples lie somewhere on the thick line, as far apart as the row says
            {selfRating === null ? '' : '; the dashed ring is your own rating'}.
          </p>
        </>
      )}
      {skill === null ? null : <p data-testid="rating-skill">{skill}</p>}
      {selfRating === null || selfRating.sentence === '' ? null : (
        <p>
          <strong>You wrote:</strong> {selfRating.sentence}
        </p>
      )}
      <p className="hint">
        {practiceOnly} {madeBy.judge === 'rules' ? judgedByRules : null}
      </p>
    </section>
  );
}

function Changes({ document }: { document: ReportDocument }) {
  const { advice, segments } = document.report;
  if (advice === null || (advice.changes.length === 0 && advice.drill === null)) return null;
  return (
    <section className="card" aria-labelledby="changes-title">
      <h2 id="changes-title">What to change first</h2>
      <ol className="changes">
        {advice.changes.map(({ text, evidence }) => (
          <li key={text}>
            <p>{text}</p>
            <Evidence ids={evidence} segments={segments} />
          </li>
        ))}
      </ol>
      {advice.drill === null ? null : (
        <p>
          <strong>One drill:</strong> {advice.drill}
        </p>
      )}
    </section>
  );
}

/** A report: first the whole, then each dimension and each question, then figures, transcript and small print. */
export function ReportView({ document, actions }: ReportViewProps) {
  const { report } = document;
  const general = orderFindings(report).filter(({ questionId }) => questionId === null);
  return (
    <div className="report-parts" data-testid="report" data-version={report.version}>
      <Overall document={document} />
      <Changes document={document} />
      {general.length === 0 ? null : (
        <section className="card" aria-labelledby="findings-title">
          <h2 id="findings-title">Findings on the whole interview</h2>
          <FindingsList document={document} findings={general} actions={actions} />
        </section>
      )}
      {report.dimensions.length === 0 ? null : (
        <section className="report-parts" aria-labelledby="dimensions-title">
          <h2 id="dimensions-title">Dimension by dimension, the lowest first</h2>
          {worstFirst(report.dimensions).map((dimension) => (
            <DimensionSection key={dimension.id} dimension={dimension} document={document} />
          ))}
        </section>
      )}
      {report.questions.length === 0 ? null : (
        <section className="report-parts" aria-labelledby="questions-title">
          <h2 id="questions-title">Question by question</h2>
          {report.questions.map((question) => (
            <QuestionSection key={question.id} question={question} document={document} actions={actions} />
          ))}
        </section>
      )}
      <MomentsSection document={document} />
      {report.figures.length === 0 ? null : (
        <section className="card" aria-labelledby="figures-title">
          <h2 id="figures-title">How you spoke</h2>
          <p className="hint">Figures are no judgement. A difference under 10 % is not noticed by people.</p>
          <FiguresTable figures={report.figures} caption="The whole interview" />
        </section>
      )}
      <ReportTranscript document={document} actions={actions} />
      <SmallPrint document={document} />
      <ExportButtons document={document} />
    </div>
  );
}
