import type { ReportFinding } from '@ringback/shared/contract/report';
import { disputeOf, type ReportDocument } from '@ringback/shared/report/report-document';
import { toFindingMode } from '@ringback/shared/report/report-words';
import type { ReportActions } from '../../lib/report/report-actions.ts';
import { toReportLanguage } from '../../lib/report/report-language.ts';
import text from '../ui/text.module.css';
import { useMoreWords } from '../words/more-context.ts';
import { DisputeForm } from './dispute-form.tsx';
import { Evidence } from './evidence.tsx';
import styles from './findings-list.module.css';

interface FindingsListProps {
  document: ReportDocument;
  findings: readonly ReportFinding[];
  actions: ReportActions | null;
}

const modeClasses = { level: styles.level, failed: styles.failed } as const;

/** Findings, each with its mode and its evidence. */
export function FindingsList({ document, findings, actions }: FindingsListProps) {
  const { report, judged } = useMoreWords();
  const { dimensions, segments } = document.report;
  const classOf = (mode: string) =>
    mode === 'level' || mode === 'failed' ? `${styles.finding} ${modeClasses[mode]}` : styles.finding;
  return (
    <ul className={text.plain}>
      {findings.map((finding) => {
        const { id, mode, evidence, support } = finding;
        const known = toFindingMode(mode);
        return (
          <li key={id} className={classOf(known)} data-testid="finding" data-mode={mode}>
            <p>
              <span className={text.badge}>{judged.findingTitle(finding, dimensions)}</span>{' '}
              <span lang={known === 'failed' || finding.text === '' ? undefined : toReportLanguage(document)}>
                {judged.findingText(finding, dimensions)}
              </span>
              {support === 'partly' ? <span className={text.hint}> {report.partlySupported}</span> : null}
            </p>
            <Evidence ids={evidence} segments={segments} />
            <DisputeForm
              reason={disputeOf(document, id)}
              dispute={
                actions === null || known === 'failed' ? null : (reason) => actions.dispute(id, reason)
              }
            />
          </li>
        );
      })}
    </ul>
  );
}
