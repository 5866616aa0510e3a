import type { ReportQuestion } from '@ringback/shared/contract/report';
import { preparePractice } from '@ringback/shared/practice/prepare-practice';
import type { ReportDocument } from '@ringback/shared/report/report-document';
import { useState } from 'react';
import { toReAnswerWords } from '../../lib/practice/practice-words.ts';
import type { ReportActions } from '../../lib/report/report-actions.ts';

/** Calls the candidate for this one question, where the server would take it. */
export function ReAnswerButton({
  question,
  document: { report, interview },
  actions,
}: {
  question: ReportQuestion;
  document: ReportDocument;
  actions: ReportActions;
}) {
  const [isPressed, setIsPressed] = useState(false);
  const practice = { kind: 'one_question', questionId: question.id } as const;
  const { language } = interview.jobConfiguration;
  if (typeof preparePractice(practice, { phase: 'closed', language, report, plan: null }) === 'string')
    return null;
  const hint = `re-answer-${question.id}`;
  const { practise } = actions;
  const { title, what } = toReAnswerWords(practise !== null, isPressed);
  async function start(): Promise<void> {
    setIsPressed(true);
    await practise?.(practice);
    setIsPressed(false);
  }
  return (
    <div className="re-answer no-print">
      <button
        type="button"
        className="button"
        data-testid="re-answer"
        aria-describedby={hint}
        disabled={practise === null}
        onClick={() => void start()}
      >
        {title}
      </button>
      <p className="hint" id={hint}>
        {what}
      </p>
    </div>
  );
}
