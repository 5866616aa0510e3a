import type { ReportQuestion } from '@ringback/shared/contract/report';
import { isFactPending, mostFactCharacters } from '@ringback/shared/contract/stronger-answer';
import { factOf, type ReportDocument, type ShownFact } from '@ringback/shared/report/report-document';
import { useId, useState } from 'react';
import { toFactRefusal } from '../../lib/report/fact-refusal.ts';
import type { ReportActions } from '../../lib/report/report-actions.ts';
import { toReportLanguage } from '../../lib/report/report-language.ts';
import { Button } from '../ui/button.tsx';
import control from '../ui/control.module.css';
import text from '../ui/text.module.css';
import { AttemptButton, AttemptProblem, useAttempt } from '../use-attempt.tsx';
import { useMoreWords } from '../words/more-context.ts';
import { useFormat, useWords } from '../words/words-context.ts';
import styles from './missing-fact.module.css';

interface MissingFactProps {
  /** The question that asks for the fact. */
  asked: string;
  question: ReportQuestion;
  document: ReportDocument;
  actions: ReportActions | null;
}

type Give = (text: string) => Promise<void>;

function FactForm({ label, give }: { label: string; give: Give }) {
  const { report } = useMoreWords();
  const id = useId();
  const [typed, setTyped] = useState('');
  const attempt = useAttempt();
  const isEmpty = typed.trim() === '';
  return (
    <form
      className={`${styles.form} no-print`}
      data-testid="fact-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty) void attempt.run(() => give(typed.trim()));
      }}
    >
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className={control.control}
        rows={2}
        maxLength={mostFactCharacters}
        required
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <AttemptProblem attempt={attempt} />
      <AttemptButton attempt={attempt} word={report.writeStronger} />
    </form>
  );
}

/** The same fact once more, after a failure. */
function AskAgain({ fact, give }: { fact: string; give: Give }) {
  const { frame } = useWords();
  const attempt = useAttempt();
  return (
    <>
      <AttemptProblem attempt={attempt} />
      <Button
        className="no-print"
        disabled={attempt.isUnderWay}
        onClick={() => void attempt.run(() => give(fact))}
      >
        {frame.tryAgain}
      </Button>
    </>
  );
}

/** What was said and what it could be with the fact, beside each other. */
function SideBySide({ fact, said, lang }: { fact: ShownFact; said: string; lang: string }) {
  const { report, judged } = useMoreWords();
  const format = useFormat();
  const { answer } = fact;
  if (answer === null) return null;
  const { usd } = answer.cost;
  const toSmallAmount = (amount: number) =>
    format.number(amount, { style: 'currency', currency: 'USD', maximumFractionDigits: 4 });
  return (
    <div data-testid="stronger-answer">
      <div className={styles.columns}>
        <div>
          <h4>{report.youSaid}</h4>
          <p lang={lang}>{said}</p>
        </div>
        <div>
          <h4>{report.withFact}</h4>
          <p lang={lang}>{answer.text}</p>
        </div>
      </div>
      <p className={text.hint}>
        {judged.writer(answer.madeBy)} {judged.advisory(answer)}
        {usd === 0 ? '' : ` ${report.itCost(toSmallAmount(usd))}`}
      </p>
    </div>
  );
}

/** The fact that an answer lacks: the candidate gives it, and then sees the answer with it. */
export function MissingFact({ asked, question, document, actions }: MissingFactProps) {
  const words = useMoreWords();
  const { report, judged } = words;
  const fact = factOf(document, question.id);
  const said = document.report.segments.filter(({ id }) => question.answer.includes(id));
  const refusal = toFactRefusal(document, fact, words);
  const mayGive = actions !== null && refusal === null;
  const give: Give | null = mayGive ? (text) => actions.giveFact(question.id, text) : null;
  return (
    <div className={styles.fact} data-testid="missing-fact">
      <p>
        <strong>{report.factMissing}</strong> <span lang={toReportLanguage(document)}>{asked}</span>
      </p>
      {fact === undefined ? null : (
        <p>
          <strong>{report.youAdded}</strong> {fact.text}
        </p>
      )}
      <p role="status" data-testid="stronger-state">
        {fact === undefined ? '' : judged.strongerState(fact)}
      </p>
      {fact === undefined ? null : (
        <SideBySide
          fact={fact}
          said={said.map(({ spoken }) => spoken).join(' ')}
          lang={document.interview.jobConfiguration.language}
        />
      )}
      {fact?.state === 'failed' && give !== null ? <AskAgain fact={fact.text} give={give} /> : null}
      {actions === null || refusal === null ? null : (
        <p className={`${text.hint} no-print`} data-testid="fact-refusal">
          {refusal}
        </p>
      )}
      {give === null || (fact !== undefined && isFactPending(fact)) ? null : fact === undefined ? (
        <FactForm label={report.ifYouKnow} give={give} />
      ) : (
        <details className={`${text.fold} no-print`}>
          <summary>{report.anotherFact}</summary>
          <FactForm label={report.replacesFact} give={give} />
        </details>
      )}
    </div>
  );
}
