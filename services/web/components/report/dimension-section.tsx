import type { ReportDimension } from '@ringback/shared/contract/report';
import type { ReportDocument } from '@ringback/shared/report/report-document';
import { toCheckTitle } from '@ringback/shared/report/report-words';
import { toReportLanguage } from '../../lib/report/report-language.ts';
import { Card } from '../ui/card.tsx';
import text from '../ui/text.module.css';
import { useMoreWords } from '../words/more-context.ts';
import { Evidence } from './evidence.tsx';

/** One dimension: how its level came about, item by item. */
export function DimensionSection({
  dimension,
  document,
}: {
  dimension: ReportDimension;
  document: ReportDocument;
}) {
  const { report, judged } = useMoreWords();
  const { id, level, checks, evidence, whyNotHigher, whyNotLower, why } = dimension;
  const { segments } = document.report;
  const lang = toReportLanguage(document);
  return (
    <Card id={`dimension-${id}`} level={3} title={`${judged.dimension(id)}: ${judged.level(level)}`}>
      {level === null ? (
        <p>{judged.whyNoLevel(why)}</p>
      ) : (
        <p className={text.hint}>{judged.spread(dimension)}</p>
      )}
      {whyNotHigher === '' ? null : (
        <p>
          <strong>{report.whyNotHigher}</strong> <span lang={lang}>{whyNotHigher}</span>
        </p>
      )}
      {whyNotLower === '' ? null : (
        <p>
          <strong>{report.whyNotLower}</strong> <span lang={lang}>{whyNotLower}</span>
        </p>
      )}
      {checks.length === 0 ? null : (
        <ul className={text.plain}>
          {checks.map((check) => (
            <li key={check.id}>
              <p>
                <strong>{check.score === null ? report.noScore : report.score(check.score)}</strong>{' '}
                {/* The rubric is in English, in every language of the pages. */}
                <span lang="en">{toCheckTitle(id, check.id)}</span>
              </p>
              <Evidence ids={check.evidence} segments={segments} />
            </li>
          ))}
        </ul>
      )}
      {checks.length === 0 ? <Evidence ids={evidence} segments={segments} /> : null}
    </Card>
  );
}
