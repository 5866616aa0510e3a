import { wholePractices } from '@ringback/shared/contract/practice';
import { preparePractice } from '@ringback/shared/practice/prepare-practice';
import type { ReportDocument } from '@ringback/shared/report/report-document';
import { toPracticeWords } from '../../lib/practice/practice-words.ts';
import type { ReportActions } from '../../lib/report/report-actions.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import text from '../ui/text.module.css';
import { useFormat, useWords } from '../words/words-context.ts';

interface PractiseOnSectionProps {
  document: ReportDocument;
  /** Its plan goes with the texts of the job. */
  isPlanKept: boolean;
  practise: ReportActions['practise'];
}

/** How a whole interview may lead on from this one: each way that the server would take, with what it does. */
export function PractiseOnSection({ document, isPlanKept, practise }: PractiseOnSectionProps) {
  const words = useWords();
  const format = useFormat();
  const { report, interview } = document;
  const { language, difficulty, lengthMinutes } = interview.jobConfiguration;
  const earlier = { phase: 'closed', language, report, plan: null } as const;
  // The page is not told the plan. An interview that broke off before it was made is refused by the server.
  const offered = wholePractices.filter((kind) =>
    kind === 'same_plan' ? isPlanKept : typeof preparePractice({ kind }, earlier) !== 'string',
  );
  return (
    <div className="no-print">
      <Card title={words.practice.goOn} data-testid="practise-on">
        <p className={text.hint}>{words.practice.wholeInterview(format.minutes(lengthMinutes))}</p>
        <ul className={text.plain}>
          {offered.map((kind) => {
            const { title, what } = toPracticeWords(words.practice, kind, difficulty);
            return (
              <li key={kind} className={text.stack}>
                <Button
                  data-testid={`practise-${kind}`}
                  aria-describedby={`practise-${kind}`}
                  disabled={practise === null}
                  onClick={() => void practise?.({ kind })}
                >
                  {title}
                </Button>
                <span className={text.hint} id={`practise-${kind}`}>
                  {what}
                </span>
              </li>
            );
          })}
        </ul>
      </Card>
    </div>
  );
}
