import type { PartialWords } from '@ringback/shared/contract/events';
import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import type { EndReason, InterviewPhase } from '@ringback/shared/contract/lifecycle';
import type { CarriedItem } from '@ringback/shared/contract/media-link';
import type { Fact } from '@ringback/shared/session/command';
import type { ModelTrouble } from './losses/model-trouble.ts';
import type { ModelEffect, ModelInput } from './model-port.ts';
import type { SpokenSpan } from './turns/caller-speech.ts';
import type { Conversation } from './turns/conversation.ts';

/** `preparing`: the model has not confirmed yet; `settling`: the session ended, last words may still come. */
export type BridgePhase = 'preparing' | 'ready' | 'talking' | 'leaving' | 'settling' | 'over';

export type TimerName =
  | 'receipt'
  | 'stall'
  | 'turn_missing'
  | 'ask_again'
  | 'silence'
  | 'renew'
  | 'wrap_up'
  | 'time_up'
  | 'hard_stop'
  | 'goodbye'
  | 'settle';

/** Everything the bridge of one session knows. A value; times are ms of the caller's audio. */
export interface BridgeState {
  phase: BridgePhase;
  /** As on the record, with the length that this interview really has. */
  jobConfiguration: JobConfiguration;
  configurationHash: string;
  plan: InterviewPlan;
  /** The plan was on the record when this bridge took the session up: it is not made again. */
  planIsKept: boolean;
  /** Points of the plan that were covered. */
  covered: readonly string[];
  /** The configuration that this model session has confirmed; null before its receipt. */
  receivedHash: string | null;
  /** The instructions that the model was last given and has not confirmed; null when it has. */
  awaited: { instructions: string; configurationHash: string } | null;
  conversation: Conversation;
  /** The response that is being generated. */
  responseId: string | null;
  /** Responses that were cut off: whatever still arrives of them is dropped. Bounded. */
  cancelled: readonly string[];
  /** A response is wanted as soon as the present one is done. */
  responseOwed: boolean;
  /** Responses that failed, and that had no sound, in a row. */
  failedResponses: number;
  silentResponses: number;
  /** The provider is to be asked again at a later moment, and not before. */
  isAskingLater: boolean;
  /** The item whose audio is on the link. */
  speaking: string | null;
  /** The interviewer has said goodbye, or is about to. */
  isSayingGoodbye: boolean;
  interviewPhase: InterviewPhase | null;
  voiceFixed: boolean;
  /** A model session is replaced after so long. */
  renewAfterMs: number;
  /** The voice that the running model session was given; null while there is none. */
  voice: string | null;
  /** The length that the configuration on the record names; the interview may have begun with another one. */
  wantedLengthMinutes: number;
  /** How often a model session or a bridge was lost in this call. */
  losses: number;
  /** There is a model session: its provider has let it begin. */
  isConnected: boolean;
  /** How long the provider, which has no room for a session, has been waited for since there was one. */
  refusedMs: number;
  /** This model session has not been told the conversation so far; nothing is asked of it meanwhile. */
  restoring: boolean;
  /**
   * No word can be heard: the candidate's line or the telephony side is gone, and this model session is kept. `note`: the director's last
   * note by then; a later one was not told.
   */
  away: { note: string | null } | null;
  /** When the candidate was loud. Bounded. */
  callerSpeech: readonly SpokenSpan[];
  /** When their line brought no audio. Bounded. */
  lineGaps: readonly SpokenSpan[];
  /** How loud the candidate's room is, in dB below full scale. */
  noiseDb: number;
  /** Caller audio reaches the model. */
  listening: boolean;
  /** Where this model session's own clock of caller audio begins; null until its first frame. */
  clockBaseMs: number | null;
  /** Caller audio of before this is on the record already. */
  skipUntilMs: number;
  /** Items that this model session does not know: they were said in an earlier one. */
  unknownToModel: ReadonlySet<string>;
  /** Where the live audio of this model session begins; what is before was said to an earlier one. */
  liveFromMs: number;
  /** Caller audio of before `liveFromMs` still comes: when they were last loud in it, and quiet since. */
  catchUp: { lastLoudMs: number | null; loudMs: number; quietMs: number } | null;
  /** The candidate has spoken into a loss: their turn is waited for, and for no longer than its limit. */
  turnMissing: boolean;
  /** The interviewer was cut off by a loss, not by the candidate. */
  wasCutOff: boolean;
  /** A response is wanted, or is being made: its next sign is waited for. */
  expecting: boolean;
  /** The director's last note; another model session must know it too. */
  lastNote: string | null;
  /** The candidate makes a sound while the interviewer has the floor; whether it interrupts is not decided. */
  held: HeldSound | null;
  /** Short sounds that did not interrupt: they are answered only if they turn out to be words of more than a listener. */
  backchannels: readonly string[];
  /** The response that was asked for last is not wanted any more. */
  unwanted: boolean;
  /** It is the candidate's turn, and so many prompts were given since they last spoke. */
  silence: { waiting: boolean; prompts: number };
  /** Caller audio since anybody was heard or the model was asked, and how often that quiet was broken in vain. */
  quiet: { ms: number; rounds: number };
  /** The end was ordered: by the clock, by key, by long silence. The model's proposal is then no proposal. */
  endOrdered: boolean;
  /** There is no money for the rest of the call, and the interviewer was told so. */
  isOverspent: boolean;
  /** The model wanted to end far too early, and was sent back to its questions. */
  endRefused: boolean;
  /** How long the interview has lasted when this bridge took it up, in ms. */
  begunMs: number;
}

/** A sound into the interviewer's turn; the phone is silent since `atMs`, with `leftMs` of the turn to be heard. */
interface HeldSound {
  itemId: string;
  loudMs: number;
  quietMs: number;
  atMs: number;
  /** Null: the turn is still being made. */
  leftMs: number | null;
}

/** What can happen to a bridge. `model.…` comes from the model, `call.…` from telephony. */
export type BridgeInput =
  | ModelInput
  | { type: 'model.lost'; trouble?: ModelTrouble }
  /** Telephony hands over what is not on the record; `callerMs` of caller audio follow at once. */
  | { type: 'call.resumed'; items: readonly CarriedItem[]; callerMs: number }
  | { type: 'call.key'; digit: string }
  /** The candidate cannot be heard and hears nothing: their line, or the telephony side, is gone. */
  | { type: 'call.lost' }
  /** Their line is back, on the telephony that had lost it. */
  | { type: 'call.back' }
  /** A transcript item is on the record. */
  | { type: 'session.recorded'; itemId: string }
  | { type: 'call.audio'; payload: string; audioMs: number }
  | { type: 'call.heard'; itemId: string; heardMs: number; final: boolean }
  | { type: 'call.cleared'; itemId: string | null; heardMs: number }
  | { type: 'session.activated' }
  /** A model has made a plan for the configuration with this hash. */
  | { type: 'plan.made'; configurationHash: string; plan: InterviewPlan }
  /** The money that one call may cost is spent. */
  | { type: 'session.overspent' }
  | { type: 'session.configuration_changed'; jobConfiguration: JobConfiguration; configurationHash: string }
  | { type: 'session.ended' }
  | { type: 'timer'; name: TimerName };

/** What a bridge wants done. */
export type BridgeEffect =
  | ModelEffect
  /** The model session is lost, or is renewed: another one is opened after so long. */
  | { type: 'reopen'; afterMs: number; isRenewal?: boolean }
  /** A plan is wanted of a model; "plan.made" follows, or nothing. */
  | { type: 'make_plan'; jobConfiguration: JobConfiguration; configurationHash: string }
  | { type: 'link.item_words'; itemId: string; text: string }
  | { type: 'link.recorded'; itemId: string; callerAgoMs: number | null }
  | { type: 'link.waiting' }
  | { type: 'link.item_started'; itemId: string }
  | { type: 'link.audio'; payload: string }
  | { type: 'link.item_finished'; itemId: string }
  | { type: 'link.hold' }
  | { type: 'link.unhold' }
  | { type: 'link.clear' }
  | { type: 'commit'; fact: Fact }
  | { type: 'end'; reason: EndReason }
  | { type: 'show'; words: PartialWords }
  | { type: 'set_timer'; name: TimerName; afterMs: number }
  | { type: 'stale'; kind: string }
  | { type: 'leave' };

export type Step = readonly [BridgeState, readonly BridgeEffect[]];
