import type { ReportDocument } from '@ringback/shared/report/report-document';
import {
  practiceOnly,
  toJudgeWords,
  toLeftOutWords,
  toSeniorityWords,
} from '@ringback/shared/report/report-words';
import { CostDetails } from '../cost-details.tsx';
import { RubricDetails } from './rubric-details.tsx';

const times = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** What judged and how, what was left out, and what it cost. */
export function SmallPrint({ document }: { document: ReportDocument }) {
  const { madeBy, dropped, version, madeAt, cost, leftOut } = document.report;
  const seniority = toSeniorityWords(madeBy);
  return (
    <section className="card small-print" aria-labelledby="small-print-title">
      <h2 id="small-print-title">How this was judged</h2>
      <ul>
        <li>{practiceOnly}</li>
        <li>{toJudgeWords(madeBy)}</li>
        {seniority === null ? null : <li>{seniority}</li>}
        <li>
          Where there is a level, a judge has scored the items of a checklist and named the sentences for it.
          The level is computed from the scores; of several samples the middle one counts. The five dimensions
          weigh alike. The overall is their mean, and there is none when one of them has no level.
        </li>
        <li>Accent, voice and emotion are never judged, nor what the line or the recogniser did.</li>
        <li>
          Left out: {times(dropped.unsupported, 'claim')} that its sentences did not support,{' '}
          {times(dropped.quotations, 'quotation')} that were never said
          {leftOut === 0 ? '' : `, and ${toLeftOutWords(leftOut)}`}.
        </li>
        <li>
          Version {version}, made {new Date(madeAt).toLocaleString()}
          {madeBy.rubricHash === '' ? null : (
            <>
              ; rubric <code>{madeBy.rubricHash.slice(0, 12)}</code>, wording {madeBy.promptVersion},{' '}
              {times(madeBy.samples, 'sample')} for each dimension
            </>
          )}
          .
        </li>
        {document.cost === null ? null : (
          <li>This version cost {cost.usd === 0 ? 'nothing' : `$${cost.usd.toFixed(2)}`}.</li>
        )}
      </ul>
      {document.cost === null ? null : <CostDetails cost={document.cost} />}
      <RubricDetails />
    </section>
  );
}
