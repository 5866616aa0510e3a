import { answerCandidate } from './answer-candidate.ts';
import { readIntent, readYesNo } from './caller-intent.ts';
import { type Decision, end, type Moment, next, repeat, say } from './decision.ts';
import { hearAnswer } from './hear-answer.ts';
import { giveHint, tryAgain } from './hear-study.ts';
import type { JobConfiguration } from './job-configuration.ts';
import {
  BACK_AGAIN,
  changeOfJob,
  greeting,
  LET_US_GO_ON,
  PLEASE_GO_ON,
  SHALL_WE_STOP,
  TAKE_YOUR_TIME,
} from './phrases.ts';
import { warmUpQuestion } from './question-plan.ts';

/** The interviewer's whole behaviour as a function of the conversation. It asks one question at a time. */
export function decide(moment: Moment): Decision {
  const { job, state, mark, trigger, override } = moment;
  const order = override ?? state.order;
  if (state.hasSaidGoodbye && state.hasCalledEnd) return say('', 'closing');
  if (state.hasSaidGoodbye) return end(state.wasCut ? 'completed' : null, moment);
  if (order === 'stop') return end('stopped', moment);
  if (order === 'absent') return end('absent', moment);
  if (order === 'close' || (mark === 'closing' && state.hasGreeted)) return end('time_limit', moment);
  if (!state.hasGreeted) return greet(job);
  if (!state.hasNamedJob && state.phase !== 'candidate_questions') return next(moment, changeOfJob(job));
  const hasNews = state.unanswered.length > 0;
  if (!hasNews && trigger !== 'idle_timeout' && state.lastEvent === 'tool_output' && override === null) {
    // The answer and the call came together, so there is nothing to add.
    return say('', state.phase);
  }
  if (order === 'skip') return next(moment, 'Let us go on.');
  if (order === 'repeat') return repeat(moment, 'Of course.');
  if (order === 'hint') return giveHint(moment);
  if (order === 'try_again') return tryAgain(moment);
  if (order === 'resume' || (!hasNews && state.wasLastReplayed)) return repeat(moment, BACK_AGAIN);
  if (trigger === 'idle_timeout' || order === 'nudge' || !hasNews) return repeat(moment, TAKE_YOUR_TIME);
  const about = aboutEnd(moment);
  if (about !== null) return about;
  const isTime = mark === 'candidate_questions' || order === 'candidate_questions';
  return state.phase === 'candidate_questions' ? answerCandidate(moment) : hearAnswer(moment, isTime);
}

function greet(job: JobConfiguration): Decision {
  const { text, isDue } = warmUpQuestion(job);
  return say(`${greeting(job)} ${text}`, isDue ? 'questions' : 'warm_up');
}

/** What the candidate says about the end of the call. Null when they say nothing about it. */
function aboutEnd(moment: Moment): Decision | null {
  const { state } = moment;
  const text = state.unanswered.map((turn) => turn.text ?? '').join(' ');
  const intent = readIntent(text);
  if (intent === 'stop') return end('stopped', moment);
  if (intent === 'finishing') return say(PLEASE_GO_ON, state.phase);
  if (!state.isAskedToStop) return intent === 'maybe_stop' ? say(SHALL_WE_STOP, state.phase) : null;
  // The interviewer has asked back once. The same wish again means yes.
  if (intent === 'maybe_stop' || readYesNo(text) === 'yes') return end('stopped', moment);
  return readYesNo(text) === 'no' ? repeat(moment, LET_US_GO_ON) : null;
}
