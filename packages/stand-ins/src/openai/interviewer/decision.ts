import type { StudyStep } from '@ringback/shared/contract/interview-mode';
import type { InterviewPhase, InterviewState } from './interview-state.ts';
import type { JobConfiguration } from './job-configuration.ts';
import { acknowledgement, CANDIDATE_QUESTIONS, type Ending, goodbye } from './phrases.ts';
import { oneQuestionOf } from './practised.ts';
import { type PlannedQuestion, warmUpQuestion } from './question-plan.ts';
import { TRY_OR_GO_ON } from './study-words.ts';
import { type Order, ownQuestionsAtMs, type TimeMark } from './time-plan.ts';

/** What the interviewer says next, and where the interview then stands. An empty text: nothing is said. */
export interface Decision {
  text: string;
  phase: InterviewPhase;
  ending: Ending | null;
  /** What the words are in study mode. */
  step?: StudyStep;
}

/** Everything that a decision depends on. */
export interface Moment {
  job: JobConfiguration;
  state: InterviewState;
  mark: TimeMark;
  elapsedMs: number;
  /** Why it is the interviewer's turn. */
  trigger: 'caller_turn' | 'client' | 'idle_timeout';
  /** What the client wants from this answer. */
  override: Order | null;
}

/** A question and its answer take about this long. Due questions come before more questions about one thing. */
const QUESTION_MS = 32_000;

export function say(text: string, phase: InterviewPhase, step?: StudyStep): Decision {
  return { text, phase, ending: null, ...(step === undefined ? {} : { step }) };
}

export function join(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

/** Whether there is time for more than the due questions. */
export function hasTimeToSpare({ job, state, elapsedMs }: Moment): boolean {
  const due = state.remaining.filter(({ isDue }) => isDue).length;
  return ownQuestionsAtMs(job) - elapsedMs > (due + 1) * QUESTION_MS;
}

/** The unexpected question comes in the second half, unless what is due needs the time. */
function nextQuestion(moment: Moment): PlannedQuestion | undefined {
  const { job, state, elapsedMs } = moment;
  const suggested = state.remaining.find(({ isSuggested }) => isSuggested === true);
  if (suggested !== undefined) return suggested;
  const curveball = state.remaining.find(({ isCurveball }) => isCurveball);
  const isSecondHalf = elapsedMs >= (job.lengthMinutes * 60_000) / 2;
  if (curveball !== undefined && isSecondHalf && hasTimeToSpare(moment)) return curveball;
  return state.remaining.find(({ isCurveball }) => !isCurveball) ?? curveball;
}

/** The next question of the plan, or the candidate's turn to ask. */
export function next(moment: Moment, opening = acknowledgement(moment.job, moment.state.asked)): Decision {
  const { job, state } = moment;
  const isWarmUpDue = state.current === null && state.asked === 0;
  const question = isWarmUpDue ? warmUpQuestion(job) : nextQuestion(moment);
  if (question === undefined && oneQuestionOf(job.practised) !== null) return end('completed', moment);
  if (question === undefined) return say(join(opening, CANDIDATE_QUESTIONS), 'candidate_questions');
  return say(join(opening, question.text), isWarmUpDue ? 'warm_up' : 'questions');
}

export function repeat(moment: Moment, opening: string): Decision {
  const { state } = moment;
  if (state.phase === 'candidate_questions') return say(join(opening, CANDIDATE_QUESTIONS), state.phase);
  if (state.isTryOffered) return say(join(opening, TRY_OR_GO_ON), state.phase);
  return state.current === null || state.hasUnheardQuestion
    ? next(moment, opening)
    : say(join(opening, state.current.text), state.phase);
}

/** `ending` null: the goodbye was said, and only the call that ends the interview is missing. */
export function end(ending: Ending | null, { state }: Moment): Decision {
  const last = ending === 'stopped' && state.phase === 'candidate_questions' ? 'completed' : ending;
  return { text: last === null ? '' : goodbye(last), phase: 'closing', ending: last ?? 'completed' };
}
