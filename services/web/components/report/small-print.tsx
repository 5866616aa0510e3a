import type { ReportDocument } from '@ringback/shared/report/report-document';
import { Card } from '../ui/card.tsx';
import text from '../ui/text.module.css';
import { useMoreWords } from '../words/more-context.ts';
import { useFormat } from '../words/words-context.ts';
import { ReportCost } from './report-cost.tsx';
import { RubricDetails } from './rubric-details.tsx';

/** What judged and how, what was left out, and what it cost. */
export function SmallPrint({ document }: { document: ReportDocument }) {
  const { report, judged } = useMoreWords();
  const format = useFormat();
  const { madeBy, dropped, version, madeAt, cost, leftOut } = document.report;
  const seniority = judged.seniority(madeBy);
  const claims = format.plural(dropped.unsupported, report.claims);
  const quotations = format.plural(dropped.quotations, report.quotations);
  const samples = format.plural(madeBy.samples, report.samples);
  return (
    <Card title={report.smallPrint}>
      <ul className={text.list}>
        <li>{judged.practiceOnly}</li>
        <li>{judged.judge(madeBy)}</li>
        {seniority === null ? null : <li>{seniority}</li>}
        <li>{report.howLevels}</li>
        <li>{report.neverJudged}</li>
        <li>{report.leftOut(claims, quotations, leftOut === 0 ? '' : judged.leftOut(leftOut))}</li>
        <li>
          {report.versionMade(version, format.dateTime(madeAt))}{' '}
          {madeBy.rubricHash === ''
            ? null
            : report.madeBy(madeBy.rubricHash.slice(0, 12), madeBy.promptVersion, samples)}
        </li>
        {document.cost === null ? null : (
          <li>{cost.usd === 0 ? report.costNothing : report.cost(format.usd(cost.usd))}</li>
        )}
      </ul>
      {document.cost === null ? null : <ReportCost cost={document.cost} />}
      <RubricDetails />
    </Card>
  );
}
