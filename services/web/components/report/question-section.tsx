import type { ReportQuestion } from '@ringback/shared/contract/report';
import { orderFindings } from '@ringback/shared/report/finding-order';
import type { ReportDocument } from '@ringback/shared/report/report-document';
import type { ReportActions } from '../../lib/report/report-actions.ts';
import { toReportLanguage } from '../../lib/report/report-language.ts';
import { StudyTries } from '../study/study-report.tsx';
import { Card } from '../ui/card.tsx';
import styles from '../ui/text.module.css';
import { useMoreWords } from '../words/more-context.ts';
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
  const { report } = useMoreWords();
  const { advice, segments } = document.report;
  const own = advice?.questions.find(({ questionId }) => questionId === question.id);
  if (own === undefined) return null;
  const { bestMoment, missedChance, missingFact } = own;
  return (
    <>
      {bestMoment === null ? null : (
        <Evidence title={report.bestMoment} ids={[bestMoment]} segments={segments} />
      )}
      {missedChance === null ? null : (
        <>
          <p>
            <strong>{report.missedChance}</strong>{' '}
            <span lang={toReportLanguage(document)}>{missedChance.text}</span>
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
  const words = useMoreWords();
  const { id, text, answer, answerType, shares, figures, overlaps } = question;
  const { report } = document;
  const findings = orderFindings(report).filter(({ questionId }) => questionId === id);
  const type = words.judged.answerType(answerType);
  return (
    <Card
      title={text}
      level={3}
      titleLang={document.interview.jobConfiguration.language}
      data-testid="question"
    >
      {answer.length === 0 ? (
        <p>{words.report.nothingAnswered}</p>
      ) : (
        <Evidence title={words.report.yourAnswer} ids={answer} segments={report.segments} />
      )}
      <StudyTries question={question} />
      {type === null ? null : (
        <p>
          <strong>{words.report.kindOfAnswer}</strong> {type}.
        </p>
      )}
      {findings.length === 0 ? null : (
        <FindingsList document={document} findings={findings} actions={actions} />
      )}
      <Advice question={question} document={document} actions={actions} />
      {actions === null ? null : <ReAnswerButton question={question} document={document} actions={actions} />}
      {shares === null ? null : <SharesChart shares={shares} title={words.report.sharesTitle} />}
      {overlaps.length === 0 ? null : (
        <>
          <p>
            <strong>{words.report.bothSpoke}</strong>
          </p>
          <ul className={styles.list} data-testid="overlaps">
            {overlaps.map((overlap) => (
              <li key={overlap.atMs}>{words.judged.overlap(overlap)}</li>
            ))}
          </ul>
        </>
      )}
      {figures.every(({ value }) => value === null) ? null : (
        <details className={styles.fold}>
          <summary>{words.report.answerFigures}</summary>
          <FiguresTable figures={figures} caption={words.report.answerSpoken} />
        </details>
      )}
    </Card>
  );
}
