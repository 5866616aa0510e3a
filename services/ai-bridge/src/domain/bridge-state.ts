import type { StudyStep } from '@ringback/shared/contract/interview-mode';
import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import type { InterviewPhase } from '@ringback/shared/contract/lifecycle';
import type { HeldConfiguration } from './interview/held-configuration.ts';
import type { ModelState } from './model-state.ts';
import type { Conversation } from './turns/conversation.ts';
import type { FloorState } from './turns/floor-state.ts';

/** `preparing`: the model has not confirmed yet. `settling`: the session has ended, and last words may still come. */
export type BridgePhase = 'preparing' | 'ready' | 'talking' | 'leaving' | 'settling' | 'over';

/**
 * Everything that the bridge of one session knows, grouped by how long it is true. The model's part dies with a model
 * session, the floor with that or with the candidate's line, the rest with the bridge. A value. Times are in ms of the
 * caller's audio.
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
  steering: SteeringState;
  conversation: Conversation;
}

/** The candidate's end of the call. */
export interface LineState {
  /**
   * Set while no word can be heard, because the line or the telephony side is gone. `note`: the director's last note
   * by then. A later note was not told to the model.
   */
  away: { note: string | null } | null;
  /** The record already covers caller audio up to this time. */
  skipUntilMs: number;
  /**
   * Where the live audio begins since telephony last handed over. Earlier audio was said to an earlier model session.
   */
  liveFromMs: number;
}

/** What this call has lost, and how it recovers. */
export interface LossState {
  /** How many model sessions and bridges this call has lost. */
  count: number;
  /** For how long the bridge has waited for a provider without room, since there was last a session. */
  refusedMs: number;
  /** A loss cut the interviewer off, not the candidate. */
  wasCutOff: boolean;
  /** After how long a model session is replaced. */
  renewAfterMs: number;
}

/** What was done about silence. Beside the machine it is counted how long it lasts (`quiet-count.ts`). */
export interface SilenceState {
  /** How many prompts the silent candidate was given since they last spoke. */
  prompts: number;
  /** How often the bridge broke a quiet of both sides in vain. */
  rounds: number;
}

/** What the interview is about, and how far it has got. */
export interface InterviewState {
  /** As on the record, but with the real length of this interview. */
  jobConfiguration: HeldConfiguration;
  configurationHash: string;
  /** The length in the recorded configuration. The interview may have begun with another one. */
  wantedLengthMinutes: number;
  plan: InterviewPlan;
  /** The plan was on the record when this bridge took over the session, so it is not made again. */
  isPlanKept: boolean;
  /** The points of the plan that were covered. */
  covered: readonly string[];
  phase: InterviewPhase | null;
  /** The director's last note, which the next model session must know too. */
  lastNote: string | null;
  /** The topic that a coach has suggested and that waits for the interviewer's next turn. */
  topic: WaitingTopic | null;
  /** How long the interview had lasted when this bridge took it over, in ms. */
  begunMs: number;
  studied: StudiedTurn;
}

/** What this bridge has put on the record of the interviewer's last turn in study mode. `turnId` null: of its next turn. */
export interface StudiedTurn {
  turnId: string | null;
  steps: readonly StudyStep[];
}

/** A suggested topic by its place in the session's list, from 1. */
export interface WaitingTopic {
  number: number;
  text: string;
}

/** How the interview comes to its end. */
export interface EndingState {
  /** The interviewer has said goodbye, or is about to. */
  isSayingGoodbye: boolean;
  /** The end was ordered by the clock, by key or by long silence. A proposal of the model then counts for nothing. */
  isOrdered: boolean;
  /** The candidate has asked to stop before their own questions, by key or unmistakably in words. */
  isStopped: boolean;
  /** No money is left for the rest of the call, and the interviewer was told so. */
  isOverspent: boolean;
  /** The model wanted to end far too early, and was sent back to its questions. */
  isRefused: boolean;
}

/** What the candidate has asked of the interviewer by button or key. */
export interface SteeringState {
  /** The last revision at which a page asked for something that was answered. */
  answeredUpTo: number;
  /** How many keys this bridge has put on the record. */
  recordedKeys: number;
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

export function withSteering(state: BridgeState, changed: Partial<SteeringState>): BridgeState {
  return { ...state, steering: { ...state.steering, ...changed } };
}

export function withConversation(state: BridgeState, changed: Partial<Conversation>): BridgeState {
  return { ...state, conversation: { ...state.conversation, ...changed } };
}
