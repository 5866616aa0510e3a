import type { Fact } from './facts.ts';
import type { JobConfiguration } from './job-configuration.ts';
import {
  ALL_FOLLOW_UPS,
  CANDIDATE_QUESTIONS,
  isAcknowledgement,
  isGoodbye,
  MORE_QUESTIONS,
  SAID_BACK,
  SHALL_WE_STOP,
} from './phrases.ts';
import { type PlannedQuestion, planQuestions, warmUpQuestion } from './question-plan.ts';
import { jobName } from './safe-words.ts';
import { FEEDBACK, HINT, TRY_OR_GO_ON } from './study-words.ts';
import { toTopicQuestion } from './suggested-topic.ts';
import { isFinal, type Order, readOrder } from './time-plan.ts';

export type InterviewPhase = 'warm_up' | 'questions' | 'candidate_questions' | 'closing';

/**
 * Where the interview stands. It is read from the conversation each time and never remembered. So a conversation that
 * is replayed into a new session, or cut at a barge-in, continues where the candidate last heard it.
 */
export interface InterviewState {
  hasGreeted: boolean;
  /** The interviewer has named this job. False again after the configuration has changed. */
  hasNamedJob: boolean;
  phase: InterviewPhase;
  /** The question that the candidate is answering. Null before the first and after the last. */
  current: PlannedQuestion | null;
  followUps: number;
  /** Hints about the current question. */
  hints: number;
  /** The interviewer has given feedback, and asked whether the candidate would like to try again. */
  isTryOffered: boolean;
  /** Turns that took up the candidate's own words. */
  saidBack: string[];
  /** How often the current question was asked. */
  tellings: number;
  /** Main questions asked so far, and those left. */
  asked: number;
  remaining: PlannedQuestion[];
  /** Rounds of the candidate's own questions. */
  ownQuestionRounds: number;
  hasSaidGoodbye: boolean;
  /** The interviewer has just asked whether to stop. */
  isAskedToStop: boolean;
  /** The interviewer's last words were not heard to their end. */
  wasCut: boolean;
  /** They were cut at the beginning of a new question, which was not heard. */
  hasUnheardQuestion: boolean;
  /** What the candidate has said since the interviewer's last turn. */
  unanswered: Extract<Fact, { by: 'candidate' }>[];
  /** The last event that did not come from the candidate. */
  lastEvent: Fact['by'] | null;
  wasLastReplayed: boolean;
  /** The strongest order in a system message since the greeting. */
  order: Order | null;
  signalledPhase: string | null;
  hasCalledEnd: boolean;
}

export function readState(facts: readonly Fact[], job: JobConfiguration): InterviewState {
  const state: InterviewState = {
    hasGreeted: false,
    hasNamedJob: false,
    phase: 'warm_up',
    current: null,
    followUps: 0,
    hints: 0,
    isTryOffered: false,
    saidBack: [],
    tellings: 0,
    asked: 0,
    remaining: planQuestions(job),
    ownQuestionRounds: 0,
    hasSaidGoodbye: false,
    isAskedToStop: false,
    wasCut: false,
    hasUnheardQuestion: false,
    unanswered: [],
    lastEvent: null,
    wasLastReplayed: false,
    order: null,
    signalledPhase: null,
    hasCalledEnd: false,
  };
  for (const fact of facts) take(state, fact, job);
  return state;
}

function take(state: InterviewState, fact: Fact, job: JobConfiguration): void {
  state.lastEvent = fact.by;
  switch (fact.by) {
    case 'interviewer':
      takeOwnWords(state, fact, job);
      break;
    case 'candidate':
      state.unanswered.push(fact);
      break;
    case 'system': {
      takeTopic(state, fact.topic);
      const order = readOrder(fact.text);
      if (order !== null && state.hasGreeted && !isFinal(state.order)) state.order = order;
      break;
    }
    case 'tool_call':
      if (fact.name === 'change_phase')
        state.signalledPhase = readPhase(fact.arguments) ?? state.signalledPhase;
      if (fact.name === 'end_interview') state.hasCalledEnd = true;
      break;
    case 'tool_output':
      break;
  }
}

/** One topic waits at a time: the last one. */
function takeTopic(state: InterviewState, topic: string | null): void {
  const question = topic === null ? null : toTopicQuestion(topic);
  if (question === null) return;
  state.remaining = [question, ...state.remaining.filter(({ isSuggested }) => isSuggested !== true)];
}

type OwnWords = Extract<Fact, { by: 'interviewer' }>;

function takeOwnWords(state: InterviewState, fact: OwnWords, job: JobConfiguration): void {
  const { text } = fact;
  state.unanswered = [];
  state.wasCut = fact.isCut || isAcknowledgement(text);
  state.hasUnheardQuestion = false;
  state.wasLastReplayed = fact.isReplayed;
  // Orders about one answer end with it. Orders about the rest of the interview stay.
  if (!isFinal(state.order) && state.order !== 'candidate_questions') state.order = null;
  const name = jobName(job);
  if (text.includes(name)) state.hasNamedJob = true;
  if (isGoodbye(text)) state.hasSaidGoodbye = true;
  state.isAskedToStop = text.includes(SHALL_WE_STOP);
  state.isTryOffered = text.includes(FEEDBACK) || text.includes(TRY_OR_GO_ON);
  if (text.includes(HINT)) state.hints += 1;
  if (wasSaid(CANDIDATE_QUESTIONS, fact)) {
    state.isTryOffered = false;
    state.phase = 'candidate_questions';
    state.current = null;
  }
  if (text.includes(MORE_QUESTIONS)) state.ownQuestionRounds += 1;
  if (text.includes(SAID_BACK)) state.saidBack.push(text);
  if (ALL_FOLLOW_UPS.some((followUp) => text.includes(followUp))) state.followUps += 1;
  takeQuestion(state, fact, warmUpQuestion(job));
  // The first words count as a greeting even if they were cut, as long as they named the job.
  state.hasGreeted ||= !fact.isCut || state.hasNamedJob;
}

function takeQuestion(state: InterviewState, fact: OwnWords, warmUp: PlannedQuestion): void {
  const { current } = state;
  if (current !== null && (wasSaid(current.text, fact) || wasSaid(current.inOtherWords, fact))) {
    state.tellings += 1;
    return;
  }
  const candidates = [warmUp, ...state.remaining];
  const said =
    candidates.find((question) => fact.text.includes(question.text)) ??
    candidates.find((question) => wasSaid(question.text, fact));
  if (said === undefined) {
    const isBeginning = candidates.some((question) => endsWithBeginning(fact.text, question.text));
    state.hasUnheardQuestion = state.wasCut && (isBeginning || isAcknowledgement(fact.text));
    return;
  }
  state.current = said;
  state.followUps = 0;
  state.hints = 0;
  state.tellings = 1;
  if (said === warmUp) {
    // The one question of a re-answer is no warm-up.
    if (said.isDue) state.phase = 'questions';
    return;
  }
  state.phase = 'questions';
  state.asked += 1;
  state.remaining = state.remaining.filter((question) => question !== said);
}

/** A question that was cut near its end was heard. One that was cut at its first words was not. */
function wasSaid(question: string, { text, isCut }: OwnWords): boolean {
  if (text.includes(question)) return true;
  const words = question.split(' ');
  const beginning = words.slice(0, Math.ceil(words.length * HEARD_ENOUGH)).join(' ');
  return isCut && text.includes(beginning);
}

/** Whether a text stops in the middle of a question. */
function endsWithBeginning(text: string, question: string): boolean {
  const words = question.split(' ');
  return words.some((_, index) => text.endsWith(words.slice(0, index + 1).join(' ')));
}

/** The part of a question after which it can be answered. */
const HEARD_ENOUGH = 0.6;

function readPhase(written: string): string | null {
  try {
    const value: unknown = JSON.parse(written);
    const phase: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'phase') : null;
    return typeof phase === 'string' ? phase : null;
  } catch {
    return null;
  }
}
