import { answerAboutCall } from './call-answer.ts';
import { readIntent } from './caller-intent.ts';
import { type Decision, end, type Moment, say } from './decision.ts';
import { findInDescription } from './description-answer.ts';
import { announcesQuestion, saysNoMore } from './own-questions.ts';
import {
  CANDIDATE_QUESTIONS,
  GO_AHEAD,
  MORE_QUESTIONS,
  NOT_CAUGHT,
  NOT_IN_DESCRIPTION,
  TAKE_YOUR_TIME,
} from './phrases.ts';

/** Without a recogniser, the candidate is asked this often whether there is more. */
const MAX_UNHEARD_ROUNDS = 3;

/** The candidate's own questions. Answered until the candidate has no more, or the time is up. */
export function answerCandidate(moment: Moment): Decision {
  const { job, state, elapsedMs } = moment;
  const texts = state.unanswered.map((turn) => turn.text);
  const here = (text: string) => say(text, 'candidate_questions');
  if (texts.includes(null)) {
    const isMore = state.ownQuestionRounds < MAX_UNHEARD_ROUNDS;
    return isMore ? here(`${NOT_IN_DESCRIPTION} ${MORE_QUESTIONS}`) : end('completed', moment);
  }
  const text = texts.join(' ').trim();
  if (saysNoMore(text)) return end('completed', moment);
  if (announcesQuestion(text)) return here(GO_AHEAD);
  switch (readIntent(text)) {
    case 'repeat':
    case 'rephrase':
      return here(CANDIDATE_QUESTIONS);
    case 'thinking':
      return here(TAKE_YOUR_TIME);
    case 'nothing':
      return here(NOT_CAUGHT);
    default:
      return here(
        `${answerAboutCall(text, job, elapsedMs) ?? findInDescription(text, job.jobDescription) ?? NOT_IN_DESCRIPTION} ${MORE_QUESTIONS}`,
      );
  }
}
