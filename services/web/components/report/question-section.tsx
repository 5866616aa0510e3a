import type { ReportQuestion } from '@ringback/shared/contract/report';
import { orderFindings } from '@ringback/shared/report/finding-order';
import { toOverlapWords } from '@ringback/shared/report/overlap-words';
import type { ReportDocument } from '@ringback/shared/report/report-document';
import { toAnswerTypeWords } from '@ringback/shared/report/report-words';
import type { ReportActions } from '../../lib/report/report-actions.ts';
import { Evidence } from './evidence.tsx';
import { FiguresTable } from './figures-table.tsx';
import { FindingsList } from './findings-list.tsx';
import { MissingFact } from './missing-fact.tsx';
import { ReAnswerButton } from './re-answer-button.tsx';
import { SharesChart } from './shares-chart.tsx';

interface QuestionSectionProps {
  question: ReportQuestion;
  document: ReportDocument;
  actions: ReportActions | null;
}

function Advice({ question, document, actions }: QuestionSectionProps) {
  const { advice, segments } = document.report;
  const own = advice?.questions.find(({ questionId }) => questionId === question.id);
  if (own === undefined) return null;
  const { bestMoment, missedChance, missingFact } = own;
  return (
    <>
      {bestMoment === null ? null : <Evidence title="Best moment" ids={[bestMoment]} segments={segments} />}
      {missedChance === null ? null : (
        <>
          <p>
            <strong>Missed chance:</strong> {missedChance.text}
          </p>
          <Evidence ids={missedChance.evidence} segments={segments} />
        </>
      )}
      {missingFact === null ? null : (
        <MissingFact asked={missingFact} question={question} document={document} actions={actions} />
      )}
    </>
  );
}

/** One question with its answer: what kind of answer it was, what was found, what would have been stronger. */
export function QuestionSection({ question, document, actions }: QuestionSectionProps) {
  const { id, text, answer, answerType, shares, figures, overlaps } = question;
  const { report } = document;
  const findings = orderFindings(report).filter(({ questionId }) => questionId === id);
  const type = toAnswerTypeWords(answerType);
  return (
    <section className="card" aria-labelledby={`question-${id}`} data-testid="question">
      <h3 id={`question-${id}`}>{text}</h3>
      {answer.length === 0 ? (
        <p>Nothing was answered.</p>
      ) : (
        <Evidence title="Your answer" ids={answer} segments={report.segments} />
      )}
      {type === null ? null : (
        <p>
          <strong>Kind of answer:</strong> {type}.
        </p>
      )}
      {findings.length === 0 ? null : (
        <FindingsList document={document} findings={findings} actions={actions} />
      )}
      <Advice question={question} document={document} actions={actions} />
      {actions === null ? null : <ReAnswerButton question={question} document={document} actions={actions} />}
      {shares === null ? null : <SharesChart shares={shares} title="Where this answer spent its time" />}
      {overlaps.length === 0 ? null : (
        <>
          <p>
            <strong>Both of you spoke at once:</strong>
          </p>
          <ul data-testid="overlaps">
            {overlaps.map((overlap) => (
              <li key={overlap.atMs}>{toOverlapWords(overlap)}</li>
            ))}
          </ul>
        </>
      )}
      {figures.every(({ value }) => value === null) ? null : (
        <details>
          <summary>Figures of this answer</summary>
          <FiguresTable figures={figures} caption="How this answer was spoken" />
        </details>
      )}
    </section>
  );
}
