import type { Phase } from '../contract/lifecycle.ts';
import type { Practice, PracticeRequest } from '../contract/practice.ts';
import type { Report } from '../contract/report.ts';
import { toAskedQuestion } from './asked-question.ts';

/** The session that is practised again, as far as this depends on it. */
export interface EarlierSession {
  phase: Phase;
  language: string;
  /** Its best report. Null: there is none. */
  report: Pick<Report, 'questions'> | null;
}

/** Why an earlier session cannot be practised in a certain way. */
export type NotPractisable = 'not_over' | 'no_report' | 'no_question';

/** What a new session practises of an earlier one, or why it cannot. */
export function preparePractice(
  request: PracticeRequest,
  { phase, language, report }: EarlierSession,
): Practice | NotPractisable {
  if (phase !== 'closed') return 'not_over';
  if (report === null) return 'no_report';
  const index = report.questions.findIndex(({ id }) => id === request.questionId);
  const text = toAskedQuestion(report.questions[index]?.text ?? '', { language, isGreeting: index === 0 });
  return text === null ? 'no_question' : { kind: 'one_question', question: { id: request.questionId, text } };
}
