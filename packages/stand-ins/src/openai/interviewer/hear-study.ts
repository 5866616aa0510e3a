import { type Decision, join, type Moment, next, repeat, say } from './decision.ts';
import { CANDIDATE_QUESTIONS } from './phrases.ts';
import {
  asksForHint,
  feedbackOn,
  hintFor,
  NO_WORDS_HEARD,
  readTryReply,
  TRY_AGAIN,
  TRY_OR_GO_ON,
} from './study-words.ts';

/** What the interviewer does in study mode beside asking. */

export function giveHint(moment: Moment): Decision {
  const { current, hints, phase } = moment.state;
  return current === null ? repeat(moment, '') : say(hintFor(current, hints), phase, 'hint');
}

export function tryAgain(moment: Moment): Decision {
  const { current, phase } = moment.state;
  return current === null ? repeat(moment, '') : say(join(TRY_AGAIN, current.text), phase, 'try_again');
}

/** What the candidate asks for instead of answering. Null: nothing. */
export function hearWish(text: string, moment: Moment): Decision | null {
  if (asksForHint(text)) return giveHint(moment);
  if (!moment.state.isTryOffered) return null;
  const reply = readTryReply(text);
  if (reply === null) return null;
  return reply === 'again' ? tryAgain(moment) : next(moment);
}

/** One sentence about the answer, and whether they would like to try again. `text` null: its words are unknown. */
export function giveFeedback(text: string | null, { state }: Moment): Decision {
  const feedback = text === null ? NO_WORDS_HEARD : feedbackOn(text);
  return say(join(feedback, TRY_OR_GO_ON), state.phase, 'feedback');
}

/** The time for questions is over: the last answer has its feedback, and no other try is offered. */
export function closeQuestions(text: string, { state }: Moment): Decision {
  const isAnswer = text !== '' && !asksForHint(text) && !(state.isTryOffered && readTryReply(text) !== null);
  if (!isAnswer || state.current === null) return say(CANDIDATE_QUESTIONS, 'candidate_questions');
  return say(join(feedbackOn(text), CANDIDATE_QUESTIONS), 'candidate_questions', 'feedback');
}
