import { orderFindings, worstFirst } from '@ringback/shared/report/finding-order';
import type { ReportDocument } from '@ringback/shared/report/report-document';
import { type ReactNode, useId } from 'react';
import type { ReportActions } from '../../lib/report/report-actions.ts';
import { toReportLanguage } from '../../lib/report/report-language.ts';
import { StudyNote } from '../study/study-report.tsx';
import { Card } from '../ui/card.tsx';
import text from '../ui/text.module.css';
import { useMoreWords } from '../words/more-context.ts';
import { DimensionSection } from './dimension-section.tsx';
import { Evidence } from './evidence.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { FiguresTable } from './figures-table.tsx';
import { FindingsList } from './findings-list.tsx';
import { MomentsSection } from './moments-section.tsx';
import { OverallSection } from './overall-section.tsx';
import { QuestionSection } from './question-section.tsx';
import styles from './report-parts.module.css';
import { ReportTranscript } from './report-transcript.tsx';
import { SmallPrint } from './small-print.tsx';

interface ReportViewProps {
  document: ReportDocument;
  /** Null if nothing may be changed. */
  actions: ReportActions | null;
}

function Changes({ document }: { document: ReportDocument }) {
  const { report } = useMoreWords();
  const { advice, segments } = document.report;
  if (advice === null || (advice.changes.length === 0 && advice.drill === null)) return null;
  const lang = toReportLanguage(document);
  return (
    <Card title={report.changes}>
      <ol className={text.list}>
        {advice.changes.map((change) => (
          <li key={change.text}>
            <p lang={lang}>{change.text}</p>
            <Evidence ids={change.evidence} segments={segments} />
          </li>
        ))}
      </ol>
      {advice.drill === null ? null : (
        <p>
          <strong>{report.drill}</strong> <span lang={lang}>{advice.drill}</span>
        </p>
      )}
    </Card>
  );
}

/** Several cards under one heading. */
function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.parts} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

/** A report: first the whole, then each dimension and each question, then figures, transcript and small print. */
export function ReportView({ document, actions }: ReportViewProps) {
  const words = useMoreWords().report;
  const { report } = document;
  const general = orderFindings(report).filter(({ questionId }) => questionId === null);
  return (
    <div className={styles.parts} data-testid="report" data-version={report.version}>
      <StudyNote report={report} />
      <OverallSection document={document} />
      <Changes document={document} />
      {general.length === 0 ? null : (
        <Card title={words.findings}>
          <FindingsList document={document} findings={general} actions={actions} />
        </Card>
      )}
      {report.dimensions.length === 0 ? null : (
        <Part title={words.dimensions}>
          {worstFirst(report.dimensions).map((dimension) => (
            <DimensionSection key={dimension.id} dimension={dimension} document={document} />
          ))}
        </Part>
      )}
      {report.questions.length === 0 ? null : (
        <Part title={words.questions}>
          {report.questions.map((question) => (
            <QuestionSection key={question.id} question={question} document={document} actions={actions} />
          ))}
        </Part>
      )}
      <MomentsSection document={document} />
      {report.figures.length === 0 ? null : (
        <Card title={words.howYouSpoke}>
          <p className={text.hint}>{words.figuresHint}</p>
          <FiguresTable figures={report.figures} caption={words.wholeInterview} />
        </Card>
      )}
      <ReportTranscript document={document} actions={actions} />
      <SmallPrint document={document} />
      <ExportButtons document={document} />
    </div>
  );
}
