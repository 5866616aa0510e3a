import { wholePractices } from '@ringback/shared/contract/practice';
import { preparePractice } from '@ringback/shared/practice/prepare-practice';
import type { ReportDocument } from '@ringback/shared/report/report-document';
import { toPracticeWords } from '../../lib/practice/practice-words.ts';
import type { ReportActions } from '../../lib/report/report-actions.ts';

interface PractiseOnSectionProps {
  document: ReportDocument;
  /** Its plan goes with the texts of the job. */
  isPlanKept: boolean;
  practise: ReportActions['practise'];
}

/** How a whole interview may lead on from this one: each way that the server would take, with what it does. */
export function PractiseOnSection({ document, isPlanKept, practise }: PractiseOnSectionProps) {
  const { report, interview } = document;
  const { language, difficulty, lengthMinutes } = interview.jobConfiguration;
  const earlier = { phase: 'closed', language, report, plan: null } as const;
  // The page is not told the plan. An interview that broke off before it was made is refused by the server.
  const offered = wholePractices.filter((kind) =>
    kind === 'same_plan' ? isPlanKept : typeof preparePractice({ kind }, earlier) !== 'string',
  );
  return (
    <section className="card no-print" aria-labelledby="practise-on-title" data-testid="practise-on">
      <h2 id="practise-on-title">Go on practising</h2>
      <p className="hint">
        A whole interview of {lengthMinutes} minutes for the same job. You do not type anything again.
      </p>
      <ul className="practices">
        {offered.map((kind) => {
          const { title, what } = toPracticeWords(kind, difficulty);
          return (
            <li key={kind}>
              <button
                type="button"
                className="button"
                data-testid={`practise-${kind}`}
                aria-describedby={`practise-${kind}`}
                disabled={practise === null}
                onClick={() => void practise?.({ kind })}
              >
                {title}
              </button>
              <span className="hint" id={`practise-${kind}`}>
                {what}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
