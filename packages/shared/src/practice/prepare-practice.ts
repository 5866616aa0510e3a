import { interviewPlanSchema, type StoredPlan } from '../contract/interview-plan.ts';
import type { Phase } from '../contract/lifecycle.ts';
import {
  type Briefing,
  mostAsked,
  noBriefing,
  type Practice,
  type PracticeRequest,
  type RefusedPractice,
} from '../contract/practice.ts';
import type { Report } from '../contract/report.ts';
import { toAskedQuestion } from './asked-question.ts';
import { strongDimensions, weakDimensions } from './judged-dimensions.ts';

/** The session that is practised again, as far as this depends on it. */
export interface EarlierSession {
  phase: Phase;
  language: string;
  /** Its best report. Null: there is none. */
  report: Pick<Report, 'questions' | 'dimensions'> | null;
  /** The last plan of its log. Null: there is none. */
  plan: StoredPlan | null;
}

/** Why a readable session cannot be practised in a certain way. */
type NotPractisable = Exclude<RefusedPractice, 'unreadable'>;

/** What a new session practises of an earlier one, and what its interviewer is told of that one. */
export interface PreparedPractice {
  practice: Practice;
  briefing: Briefing;
}

function askedIn({ questions }: Pick<Report, 'questions'>, language: string): string[] {
  const asked = questions.flatMap(
    ({ text }, index) => toAskedQuestion(text, { language, isGreeting: index === 0 }) ?? [],
  );
  return asked.slice(0, mostAsked);
}

/** What the briefing of a whole interview has beside nothing, or why there is none. */
function brief(
  kind: Exclude<PracticeRequest['kind'], 'one_question'>,
  { language, report, plan }: EarlierSession,
): Partial<Briefing> | NotPractisable {
  if (kind === 'same_plan') {
    const known = interviewPlanSchema.safeParse(plan).data;
    return known === undefined ? 'no_plan' : { plan: known };
  }
  if (report === null) return 'no_report';
  if (kind === 'harder') return { strong: strongDimensions(report) };
  if (kind === 'weak_only') {
    const weak = weakDimensions(report);
    return weak.length === 0 ? 'no_levels' : { weak };
  }
  const asked = askedIn(report, language);
  return asked.length === 0 ? 'no_question' : { asked };
}

/** Decides what a new session practises of an earlier one, or tells why it cannot. */
export function preparePractice(
  request: PracticeRequest,
  earlier: EarlierSession,
): PreparedPractice | NotPractisable {
  const { phase, language, report } = earlier;
  if (phase !== 'closed') return 'not_over';
  if (request.kind !== 'one_question') {
    const briefing = brief(request.kind, earlier);
    if (typeof briefing === 'string') return briefing;
    return { practice: { kind: request.kind, question: null }, briefing: { ...noBriefing, ...briefing } };
  }
  if (report === null) return 'no_report';
  const { questionId } = request;
  const index = report.questions.findIndex(({ id }) => id === questionId);
  const text = toAskedQuestion(report.questions[index]?.text ?? '', { language, isGreeting: index === 0 });
  if (text === null) return 'no_question';
  return { practice: { kind: 'one_question', question: { id: questionId, text } }, briefing: noBriefing };
}
