import type { ReportQuestion } from '@ringback/shared/contract/report';
import { isFactPending, mostFactCharacters } from '@ringback/shared/contract/stronger-answer';
import { factOf, type ReportDocument, type ShownFact } from '@ringback/shared/report/report-document';
import { toAdvisoryWords, toStrongerStateWords, toWriterWords } from '@ringback/shared/report/stronger-words';
import { useId, useState } from 'react';
import { toFactRefusal } from '../../lib/report/fact-refusal.ts';
import type { ReportActions } from '../../lib/report/report-actions.ts';
import { AttemptButton, AttemptProblem, useAttempt } from './use-attempt.tsx';

interface MissingFactProps {
  /** The question that asks for the fact. */
  asked: string;
  question: ReportQuestion;
  document: ReportDocument;
  actions: ReportActions | null;
}

type Give = (text: string) => Promise<void>;

function FactForm({ label, give }: { label: string; give: Give }) {
  const id = useId();
  const [text, setText] = useState('');
  const attempt = useAttempt();
  const isEmpty = text.trim() === '';
  return (
    <form
      className="no-print"
      data-testid="fact-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty) void attempt.run(() => give(text.trim()));
      }}
    >
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={2}
        maxLength={mostFactCharacters}
        required
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <AttemptProblem attempt={attempt} />
      <AttemptButton attempt={attempt} word="Write a stronger answer with it" />
    </form>
  );
}

/** The same fact once more, after a failure. */
function AskAgain({ text, give }: { text: string; give: Give }) {
  const attempt = useAttempt();
  return (
    <>
      <AttemptProblem attempt={attempt} />
      <button
        type="button"
        className="button no-print"
        disabled={attempt.isUnderWay}
        onClick={() => void attempt.run(() => give(text))}
      >
        Try again
      </button>
    </>
  );
}

/** What was said and what it could be with the fact, beside each other. */
function SideBySide({ fact, said }: { fact: ShownFact; said: string }) {
  const { answer } = fact;
  if (answer === null) return null;
  const { usd } = answer.cost;
  return (
    <div data-testid="stronger-answer">
      <div className="side-by-side">
        <div>
          <h4>What you said</h4>
          <p>{said}</p>
        </div>
        <div>
          <h4>With your fact</h4>
          <p>{answer.text}</p>
        </div>
      </div>
      <p className="hint">
        {toWriterWords(answer.madeBy)} {toAdvisoryWords(answer)}
        {usd === 0 ? '' : ` It cost $${usd.toFixed(4)}.`}
      </p>
    </div>
  );
}

/** The fact that an answer lacks: the candidate gives it, and then sees the answer with it. */
export function MissingFact({ asked, question, document, actions }: MissingFactProps) {
  const fact = factOf(document, question.id);
  const said = document.report.segments.filter(({ id }) => question.answer.includes(id));
  const refusal = toFactRefusal(document, fact);
  const mayGive = actions !== null && refusal === null;
  const give: Give | null = mayGive ? (text) => actions.giveFact(question.id, text) : null;
  return (
    <div className="missing-fact" data-testid="missing-fact">
      <p>
        <strong>The fact that is missing:</strong> {asked}
      </p>
      {fact === undefined ? null : (
        <p>
          <strong>You added:</strong> {fact.text}
        </p>
      )}
      <p role="status" data-testid="stronger-state">
        {fact === undefined ? '' : toStrongerStateWords(fact)}
      </p>
      {fact === undefined ? null : (
        <SideBySide fact={fact} said={said.map(({ spoken }) => spoken).join(' ')} />
      )}
      {fact?.state === 'failed' && give !== null ? <AskAgain text={fact.text} give={give} /> : null}
      {actions === null || refusal === null ? null : (
        <p className="hint no-print" data-testid="fact-refusal">
          {refusal}
        </p>
      )}
      {give === null || (fact !== undefined && isFactPending(fact)) ? null : fact === undefined ? (
        <FactForm
          label="If you know it, say it in your own words. Nothing is invented around it."
          give={give}
        />
      ) : (
        <details className="small-form no-print">
          <summary>Another fact?</summary>
          <FactForm label="The new fact replaces the one above." give={give} />
        </details>
      )}
    </div>
  );
}
