import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import type { InterviewPhase } from '@ringback/shared/contract/lifecycle';
import type { ModelState } from './model-state.ts';
import type { Conversation } from './turns/conversation.ts';
import type { FloorState } from './turns/floor-state.ts';

/** `preparing`: the model has not confirmed yet; `settling`: the session ended, last words may still come. */
export type BridgePhase = 'preparing' | 'ready' | 'talking' | 'leaving' | 'settling' | 'over';

/**
 * Everything the bridge of one session knows, by how long it is true: the model dies with a model session, the floor with
 * that and with the candidate's line, the rest with the bridge. A value; times are ms of the caller's audio.
 */
export interface BridgeState {
  phase: BridgePhase;
  model: ModelState;
  floor: FloorState;
  line: LineState;
  losses: LossState;
  silence: SilenceState;
  interview: InterviewState;
  ending: EndingState;
  conversation: Conversation;
}

/** The candidate's end of the call. */
export interface LineState {
  /** No word can be heard: the line or the telephony side is gone. `note`: the director's last note by then; a later one was not told. */
  away: { note: string | null } | null;
  /** How loud the candidate's room is, in dB below full scale. */
  noiseDb: number;
  /** Caller audio up to this time is already on the record. */
  skipUntilMs: number;
  /** Where the live audio begins since telephony last handed over; what is before was said to an earlier model session. */
  liveFromMs: number;
}

/** What this call has lost, and how it bears it. */
export interface LossState {
  /** How often a model session or a bridge was lost in this call. */
  count: number;
  /** How long the provider, which has no room for a session, has been waited for since there was one. */
  refusedMs: number;
  /** The interviewer was cut off by a loss, not by the candidate. */
  wasCutOff: boolean;
  /** A model session is replaced after so long. */
  renewAfterMs: number;
}

/** How long neither side was heard, and what was done about it. */
export interface SilenceState {
  /** Prompts that a silent candidate was given since they last spoke. */
  prompts: number;
  /** Caller audio since a voice was heard or the model was asked, and how often that quiet was broken in vain. */
  quietMs: number;
  rounds: number;
}

/** What the interview is about, and where it stands. */
export interface InterviewState {
  /** As on the record, with the length that this interview really has. */
  jobConfiguration: JobConfiguration;
  configurationHash: string;
  /** The length that the configuration on the record names; the interview may have begun with another one. */
  wantedLengthMinutes: number;
  plan: InterviewPlan;
  /** The plan was on the record when this bridge took the session up: it is not made again. */
  isPlanKept: boolean;
  /** Points of the plan that were covered. */
  covered: readonly string[];
  phase: InterviewPhase | null;
  /** The director's last note; another model session must know it too. */
  lastNote: string | null;
  /** How long the interview has lasted when this bridge took it up, in ms. */
  begunMs: number;
}

/** How the interview comes to its end. */
export interface EndingState {
  /** The interviewer has said goodbye, or is about to. */
  isSayingGoodbye: boolean;
  /** The end was ordered: by the clock, by key, by long silence. The model's proposal is then no proposal. */
  isOrdered: boolean;
  /** There is no money for the rest of the call, and the interviewer was told so. */
  isOverspent: boolean;
  /** The model wanted to end far too early, and was sent back to its questions. */
  isRefused: boolean;
}

export function withModel(state: BridgeState, changed: Partial<ModelState>): BridgeState {
  return { ...state, model: { ...state.model, ...changed } };
}

export function withFloor(state: BridgeState, changed: Partial<FloorState>): BridgeState {
  return { ...state, floor: { ...state.floor, ...changed } };
}

export function withLine(state: BridgeState, changed: Partial<LineState>): BridgeState {
  return { ...state, line: { ...state.line, ...changed } };
}

export function withLosses(state: BridgeState, changed: Partial<LossState>): BridgeState {
  return { ...state, losses: { ...state.losses, ...changed } };
}

export function withSilence(state: BridgeState, changed: Partial<SilenceState>): BridgeState {
  return { ...state, silence: { ...state.silence, ...changed } };
}

export function withInterview(state: BridgeState, changed: Partial<InterviewState>): BridgeState {
  return { ...state, interview: { ...state.interview, ...changed } };
}

export function withEnding(state: BridgeState, changed: Partial<EndingState>): BridgeState {
  return { ...state, ending: { ...state.ending, ...changed } };
}

export function withConversation(state: BridgeState, changed: Partial<Conversation>): BridgeState {
  return { ...state, conversation: { ...state.conversation, ...changed } };
}
