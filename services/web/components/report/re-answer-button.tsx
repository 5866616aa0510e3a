import type { ReportQuestion } from '@ringback/shared/contract/report';
import { preparePractice } from '@ringback/shared/practice/prepare-practice';
import type { ReportDocument } from '@ringback/shared/report/report-document';
import { toPracticeWords } from '../../lib/practice/practice-words.ts';
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
  const practice = { kind: 'one_question', questionId: question.id } as const;
  const { language } = interview.jobConfiguration;
  if (typeof preparePractice(practice, { phase: 'closed', language, report, plan: null }) === 'string')
    return null;
  const hint = `re-answer-${question.id}`;
  const { practise } = actions;
  return (
    <div className="re-answer no-print">
      <button
        type="button"
        className="button"
        data-testid="re-answer"
        aria-describedby={hint}
        disabled={practise === null}
        onClick={() => void practise?.(practice)}
      >
        {practise === null ? 'Starting…' : 'Answer this question again'}
      </button>
      <p className="hint" id={hint}>
        {toPracticeWords(practice.kind).what}
      </p>
    </div>
  );
}
