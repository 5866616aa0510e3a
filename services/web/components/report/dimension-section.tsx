import type { ReportDimension } from '@ringback/shared/contract/report';
import type { ReportDocument } from '@ringback/shared/report/report-document';
import {
  toCheckTitle,
  toDimensionTitle,
  toLevelWords,
  toSpreadWords,
  toWhyNoLevel,
} from '@ringback/shared/report/report-words';
import { Evidence } from './evidence.tsx';

/** One dimension: how its level came about, item by item. */
export function DimensionSection({
  dimension,
  document,
}: {
  dimension: ReportDimension;
  document: ReportDocument;
}) {
  const { id, level, checks, evidence, whyNotHigher, whyNotLower, why } = dimension;
  const { segments } = document.report;
  return (
    <section className="card" id={`dimension-${id}`} aria-labelledby={`dimension-${id}-title`}>
      <h3 id={`dimension-${id}-title`}>
        {toDimensionTitle(id)}: {toLevelWords(level)}
      </h3>
      {level === null ? <p>{toWhyNoLevel(why)}</p> : <p className="hint">{toSpreadWords(dimension)}</p>}
      {whyNotHigher === '' ? null : (
        <p>
          <strong>Why not higher:</strong> {whyNotHigher}
        </p>
      )}
      {whyNotLower === '' ? null : (
        <p>
          <strong>Why not lower:</strong> {whyNotLower}
        </p>
      )}
      {checks.length === 0 ? null : (
        <ul className="checks">
          {checks.map((check) => (
            <li key={check.id}>
              <p>
                <strong>{check.score === null ? 'No score' : `${check.score} of 2`}</strong>{' '}
                {toCheckTitle(id, check.id)}
              </p>
              <Evidence ids={check.evidence} segments={segments} />
            </li>
          ))}
        </ul>
      )}
      {checks.length === 0 ? <Evidence ids={evidence} segments={segments} /> : null}
    </section>
  );
}
