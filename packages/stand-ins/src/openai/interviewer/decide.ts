import { findWeakness, readIntent, readYesNo } from './caller-intent.ts';
import { answerFromDescription } from './description-answer.ts';
import type { InterviewPhase, InterviewState } from './interview-state.ts';
import type { JobConfiguration } from './job-configuration.ts';
import {
  AS_YOU_LIKE,
  acknowledgement,
  BACK_AGAIN,
  CANDIDATE_QUESTIONS,
  changeOfJob,
  type Ending,
  followUp,
  goodbye,
  greeting,
  LET_US_GO_ON,
  MORE_QUESTIONS,
  NOT_CAUGHT,
  PLEASE_GO_ON,
  SHALL_WE_STOP,
  TAKE_YOUR_TIME,
} from './phrases.ts';
import { warmUpQuestion } from './question-plan.ts';
import type { Order, TimeMark } from './time-plan.ts';

/** What the interviewer says next, and where that puts the interview. An empty text: nothing is to be said. */
export interface Decision {
  text: string;
  phase: InterviewPhase;
  ending: Ending | null;
}

interface Moment {
  job: JobConfiguration;
  state: InterviewState;
  mark: TimeMark;
  /** Why it is the interviewer's turn. */
  trigger: 'caller_turn' | 'client' | 'idle_timeout';
  /** What the client asks of this answer. */
  override: Order | null;
}

/** Rounds of own questions before the goodbye. */
const MAX_OWN_QUESTIONS = 3;
/** A question is told this often at most, then the interview goes on. */
const MAX_TELLINGS = 3;
/** Without a recogniser, a shorter answer counts as short. */
const SHORT_ANSWER_MS = 4000;
/** A sound without words below this is a noise, not a turn. */
const NOISE_MS = 700;

/** The interviewer's whole behaviour, as a function of the conversation. One question at a time. */
export function decide(moment: Moment): Decision {
  const { job, state, mark, trigger, override } = moment;
  const order = override ?? state.order;
  if (state.hasSaidGoodbye && state.hasCalledEnd) return say('', 'closing');
  if (state.hasSaidGoodbye) return end(state.wasCut ? 'completed' : null, moment);
  if (order === 'stop') return end('stopped', moment);
  if (order === 'absent') return end('absent', moment);
  if (order === 'close' || (mark === 'closing' && state.hasGreeted)) return end('time_limit', moment);
  if (!state.hasGreeted) return say(`${greeting(job)} ${warmUpQuestion(job).text}`, 'warm_up');
  if (!state.hasNamedJob && state.phase !== 'candidate_questions') return next(moment, changeOfJob(job));
  const hasNews = state.unanswered.length > 0;
  if (!hasNews && trigger !== 'idle_timeout' && state.lastEvent === 'tool_output' && override === null) {
    // The answer and the call came together; there is nothing to add.
    return say('', state.phase);
  }
  if (order === 'skip') return next(moment, 'Let us go on.');
  if (order === 'repeat') return repeat(moment, 'Of course.');
  if (order === 'resume' || (!hasNews && state.lastWasReplayed)) return repeat(moment, BACK_AGAIN);
  if (trigger === 'idle_timeout' || order === 'nudge' || !hasNews) return repeat(moment, TAKE_YOUR_TIME);
  const about = aboutEnd(moment);
  if (about !== null) return about;
  const isTime = mark === 'candidate_questions' || order === 'candidate_questions';
  return state.phase === 'candidate_questions' ? answerCandidate(moment) : hearAnswer(moment, isTime);
}

/** What the candidate says about the end of the call; null when they say nothing of it. */
function aboutEnd(moment: Moment): Decision | null {
  const { state } = moment;
  const text = state.unanswered.map((turn) => turn.text ?? '').join(' ');
  const intent = readIntent(text);
  if (intent === 'stop') return end('stopped', moment);
  if (intent === 'finishing') return say(PLEASE_GO_ON, state.phase);
  if (!state.isAskedToStop) return intent === 'maybe_stop' ? say(SHALL_WE_STOP, state.phase) : null;
  // It was asked once: the same again is a yes.
  if (intent === 'maybe_stop' || readYesNo(text) === 'yes') return end('stopped', moment);
  return readYesNo(text) === 'no' ? repeat(moment, LET_US_GO_ON) : null;
}

function hearAnswer(moment: Moment, isTime: boolean): Decision {
  const { job, state } = moment;
  const durationMs = state.unanswered.reduce((sum, turn) => sum + turn.durationMs, 0);
  const texts = state.unanswered.map((turn) => turn.text);
  if (texts.includes(null)) return hearUnheard(moment, durationMs, isTime);
  const text = texts.join(' ').trim();
  const intent = readIntent(text);
  if (isTime) return say(CANDIDATE_QUESTIONS, 'candidate_questions');
  if (state.current === null) return next(moment, '');
  switch (intent) {
    case 'nothing':
      return durationMs < NOISE_MS ? say('', state.phase) : say(NOT_CAUGHT, state.phase);
    case 'repeat':
      return state.tellings >= MAX_TELLINGS ? next(moment, 'Let us go on.') : repeat(moment, 'Of course.');
    case 'thinking':
      return say(TAKE_YOUR_TIME, state.phase);
    case 'skip':
      return next(moment, 'No problem.');
    case 'asking':
      return say(AS_YOU_LIKE, state.phase);
    case 'backchannel':
      // "Mm-hm" into the interviewer's sentence is no answer: the question is told to its end.
      if (state.wasCut) return repeat(moment, '');
      break;
    default:
      break;
  }
  const isWarmUp = state.phase === 'warm_up';
  const weakness = findWeakness(text, !isWarmUp && (job.persona === 'sceptical' || job.difficulty >= 3));
  if (weakness === null || state.followUps >= followUpLimit(job)) return next(moment);
  return say(followUp(weakness, state.asked), state.phase);
}

/** Nobody can tell what was said: only the length counts. */
function hearUnheard(moment: Moment, durationMs: number, isTime: boolean): Decision {
  const { job, state } = moment;
  if (isTime) return say(CANDIDATE_QUESTIONS, 'candidate_questions');
  const isShort =
    durationMs < SHORT_ANSWER_MS && state.followUps < followUpLimit(job) && state.current !== null;
  return isShort ? say(followUp('short', state.asked), state.phase) : next(moment);
}

function answerCandidate(moment: Moment): Decision {
  const { job, state } = moment;
  const texts = state.unanswered.map((turn) => turn.text);
  if (texts.includes(null)) return end('completed', moment);
  const text = texts.join(' ').trim();
  switch (readIntent(text)) {
    case 'repeat':
      return say(CANDIDATE_QUESTIONS, 'candidate_questions');
    case 'thinking':
      return say(TAKE_YOUR_TIME, 'candidate_questions');
    case 'nothing':
      return say(NOT_CAUGHT, 'candidate_questions');
    case 'asking': {
      const answer = answerFromDescription(text, job.jobDescription);
      if (state.ownQuestionRounds < MAX_OWN_QUESTIONS)
        return say(`${answer} ${MORE_QUESTIONS}`, 'candidate_questions');
      return { text: `${answer} ${goodbye('completed')}`, phase: 'closing', ending: 'completed' };
    }
    default:
      return end('completed', moment);
  }
}

/** The next question of the plan, or the candidate's turn to ask. */
function next(moment: Moment, opening = acknowledgement(moment.job, moment.state.asked)): Decision {
  const { job, state } = moment;
  const isWarmUpDue = state.current === null && state.asked === 0;
  const question = isWarmUpDue ? warmUpQuestion(job) : state.remaining[0];
  if (question === undefined) return say(join(opening, CANDIDATE_QUESTIONS), 'candidate_questions');
  return say(join(opening, question.text), isWarmUpDue ? 'warm_up' : 'questions');
}

function repeat(moment: Moment, opening: string): Decision {
  const { state } = moment;
  if (state.phase === 'candidate_questions') return say(join(opening, CANDIDATE_QUESTIONS), state.phase);
  return state.current === null || state.hasUnheardQuestion
    ? next(moment, opening)
    : say(join(opening, state.current.text), state.phase);
}

/** `ending` null: the goodbye was said, and only the call that ends the interview is missing. */
function end(ending: Ending | null, { state }: Moment): Decision {
  const last = ending === 'stopped' && state.phase === 'candidate_questions' ? 'completed' : ending;
  return { text: last === null ? '' : goodbye(last), phase: 'closing', ending: last ?? 'completed' };
}

function followUpLimit(job: JobConfiguration): number {
  if (job.persona === 'time_pressed') return 1;
  return job.difficulty >= 3 || job.persona === 'sceptical' ? 2 : 1;
}

function say(text: string, phase: InterviewPhase): Decision {
  return { text, phase, ending: null };
}

function join(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
