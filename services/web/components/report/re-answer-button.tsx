import type { ReportQuestion } from '@ringback/shared/contract/report';
import { preparePractice } from '@ringback/shared/practice/prepare-practice';
import type { ReportDocument } from '@ringback/shared/report/report-document';
import { useState } from 'react';
import { toReAnswerWords } from '../../lib/practice/practice-words.ts';
import type { ReportActions } from '../../lib/report/report-actions.ts';
import { Button } from '../ui/button.tsx';
import text from '../ui/text.module.css';
import { useWords } from '../words/words-context.ts';

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
  const words = useWords();
  const [isPressed, setIsPressed] = useState(false);
  const practice = { kind: 'one_question', questionId: question.id } as const;
  const { language } = interview.jobConfiguration;
  if (typeof preparePractice(practice, { phase: 'closed', language, report, plan: null }) === 'string')
    return null;
  const hint = `re-answer-${question.id}`;
  const { practise } = actions;
  const { title, what } = toReAnswerWords(words.practice, practise !== null, isPressed);
  async function start(): Promise<void> {
    setIsPressed(true);
    await practise?.(practice);
    setIsPressed(false);
  }
  return (
    <div className={`${text.stack} no-print`}>
      <Button
        data-testid="re-answer"
        aria-describedby={hint}
        disabled={practise === null}
        onClick={() => void start()}
      >
        {title}
      </Button>
      <p className={text.hint} id={hint}>
        {what}
      </p>
    </div>
  );
}
