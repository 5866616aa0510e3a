import { isStudy } from '@ringback/shared/contract/interview-mode';
import { answerAboutCall } from './call-answer.ts';
import { findWeakness, readIntent } from './caller-intent.ts';
import { type Decision, hasTimeToSpare, join, type Moment, next, repeat, say } from './decision.ts';
import { findInDescription } from './description-answer.ts';
import { closeQuestions, giveFeedback, hearWish } from './hear-study.ts';
import type { JobConfiguration } from './job-configuration.ts';
import {
  AS_YOU_LIKE,
  CANDIDATE_QUESTIONS,
  followUp,
  NOT_CAUGHT,
  saidBack,
  TAKE_YOUR_TIME,
} from './phrases.ts';
import { oneQuestionOf } from './practised.ts';
import { findOwnWords } from './said-back.ts';

/** A question is asked at most this often. Then the interview goes on. */
const MAX_TELLINGS = 3;
/** Without a recogniser, a shorter answer counts as short. */
const SHORT_ANSWER_MS = 4000;
/** A shorter sound without words is a noise, not a turn. */
const NOISE_MS = 700;

/** What follows the candidate's turn while the interviewer asks the questions. */
export function hearAnswer(moment: Moment, isTime: boolean): Decision {
  const { job, state } = moment;
  const durationMs = state.unanswered.reduce((sum, turn) => sum + turn.durationMs, 0);
  const texts = state.unanswered.map((turn) => turn.text);
  if (texts.includes(null)) return hearUnheard(moment, durationMs, isTime);
  const text = texts.join(' ').trim();
  if (isTime)
    return isStudy(job) ? closeQuestions(text, moment) : say(CANDIDATE_QUESTIONS, 'candidate_questions');
  const wish = isStudy(job) ? hearWish(text, moment) : null;
  if (wish !== null) return wish;
  if (state.current === null) return next(moment, '');
  switch (readIntent(text)) {
    case 'nothing':
      return durationMs < NOISE_MS ? say('', state.phase) : say(NOT_CAUGHT, state.phase);
    case 'repeat':
      return state.tellings >= MAX_TELLINGS ? next(moment, 'Let us go on.') : repeat(moment, 'Of course.');
    case 'rephrase':
      return state.tellings >= MAX_TELLINGS
        ? next(moment, 'Let us go on.')
        : say(join('Of course.', state.current.inOtherWords), state.phase);
    case 'thinking':
      return say(TAKE_YOUR_TIME, state.phase);
    case 'skip':
      return next(moment, 'No problem.');
    case 'asking':
      return answerBetween(text, moment);
    case 'backchannel':
      // "Mm-hm" into the interviewer's sentence is no answer. The question is repeated to its end.
      return state.wasCut ? repeat(moment, '') : followAnswer(text, moment);
    default:
      return followAnswer(text, moment);
  }
}

/**
 * The candidate asks something in between. It is answered if the answer is known, and the interviewer's question is
 * repeated.
 */
function answerBetween(question: string, moment: Moment): Decision {
  const { job, state, elapsedMs } = moment;
  const answer = answerAboutCall(question, job, elapsedMs) ?? findInDescription(question, job.jobDescription);
  return answer === null ? say(AS_YOU_LIKE, state.phase) : repeat(moment, answer);
}

/** A follow-up, if the answer lacks something or offers something. Otherwise the next question. */
function followAnswer(text: string, moment: Moment): Decision {
  const { job, state } = moment;
  if (isStudy(job)) return giveFeedback(text, moment);
  if (state.remaining.some(({ isSuggested }) => isSuggested === true)) return next(moment);
  const isWarmUp = state.phase === 'warm_up';
  const weakness = findWeakness(text, !isWarmUp && (job.persona === 'sceptical' || job.difficulty >= 3));
  const mayAsk = state.followUps < followUpLimit(job) && hasTimeToSpare(moment);
  if (weakness !== null) return mayAsk ? say(followUp(weakness, state.asked), state.phase) : next(moment);
  const ownWords = isWarmUp || state.followUps > 0 || !mayAsk ? null : findOwnWords(text);
  const isNew = ownWords !== null && !state.saidBack.some((said) => said.includes(ownWords));
  return isNew ? say(saidBack(ownWords, state.asked), state.phase) : next(moment);
}

/** What was said is unknown, so only the length counts. */
function hearUnheard(moment: Moment, durationMs: number, isTime: boolean): Decision {
  const { job, state } = moment;
  if (isTime) return say(CANDIDATE_QUESTIONS, 'candidate_questions');
  if (isStudy(job)) return state.isTryOffered ? next(moment) : giveFeedback(null, moment);
  if (state.remaining.some(({ isSuggested }) => isSuggested === true)) return next(moment);
  const isShort =
    durationMs < SHORT_ANSWER_MS && state.followUps < followUpLimit(job) && state.current !== null;
  return isShort ? say(followUp('short', state.asked), state.phase) : next(moment);
}

function followUpLimit(job: JobConfiguration): number {
  if (oneQuestionOf(job.practised) !== null) return 2;
  if (job.persona === 'time_pressed') return 1;
  return job.difficulty >= 3 || job.persona === 'sceptical' ? 2 : 1;
}
