import type { ReportFinding } from '@ringback/shared/contract/report';
import { disputeOf, type ReportDocument } from '@ringback/shared/report/report-document';
import { toFindingMode, toFindingText, toFindingTitle } from '@ringback/shared/report/report-words';
import type { ReportActions } from '../../lib/report/report-actions.ts';
import { DisputeForm } from './dispute-form.tsx';
import { Evidence } from './evidence.tsx';

interface FindingsListProps {
  document: ReportDocument;
  findings: readonly ReportFinding[];
  actions: ReportActions | null;
}

/** Findings, each with its mode and its evidence. */
export function FindingsList({ document, findings, actions }: FindingsListProps) {
  return (
    <ul className="findings">
      {findings.map((finding) => {
        const { id, mode, evidence, support } = finding;
        return (
          <li key={id} className={`finding ${toFindingMode(mode)}`} data-testid="finding" data-mode={mode}>
            <p>
              <span className="badge">{toFindingTitle(finding, document.report.dimensions)}</span>{' '}
              {toFindingText(finding, document.report.dimensions)}
              {support === 'partly' ? <span className="hint"> Its sentences support it in part.</span> : null}
            </p>
            <Evidence ids={evidence} segments={document.report.segments} />
            <DisputeForm
              reason={disputeOf(document, id)}
              dispute={
                actions === null || toFindingMode(mode) === 'failed'
                  ? null
                  : (reason) => actions.dispute(id, reason)
              }
            />
          </li>
        );
      })}
    </ul>
  );
}
