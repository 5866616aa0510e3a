import type { PartialWords } from '@ringback/shared/contract/events';
import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import type { EndReason } from '@ringback/shared/contract/lifecycle';
import type { CarriedItem, ToTelephony } from '@ringback/shared/contract/media-link';
import type { Fact } from '@ringback/shared/session/command';
import type { BridgeState, WaitingTopic } from './bridge-state.ts';
import type { HeldConfiguration } from './interview/held-configuration.ts';
import type { ModelTrouble } from './losses/model-trouble.ts';
import type { ModelEffect, ModelInput } from './model-port.ts';

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

/**
 * When the candidate was last loud in replayed caller audio, for how long in all, and how long it had been quiet since.
 */
export interface ReplayedSound {
  lastLoudMs: number | null;
  loudMs: number;
  quietMs: number;
}

/** An edge of the caller's audio. The frames themselves go beside the machine (`media/caller-to-model.ts`). */
export type CallerEdge =
  /** The model session is about to be given its first frame. */
  | { type: 'caller.began' }
  /** The sound that has stopped the interviewer is speech, and takes the floor. */
  | { type: 'caller.spoke_on' }
  /** That sound was short, and is over. */
  | { type: 'caller.fell_silent' }
  /** The caller's audio from the time of a loss has been replayed. */
  | ({ type: 'caller.caught_up' } & ReplayedSound)
  /** The words of a turn have not come for so long that they will not come. */
  | { type: 'caller.words_overdue' }
  /** Neither side has been heard for too long. */
  | { type: 'caller.heard_nothing' };

/**
 * The edge of the interviewer's audio (`media/model-to-caller.ts`): an item begins on the link, or goes on after
 * another one.
 */
export interface ModelEdge {
  type: 'model.audio_began';
  responseId: string;
  itemId: string;
}

/**
 * What can happen to a bridge. `model.…` comes from the model, `call.…` from telephony, `caller.…` from the caller's
 * audio on its way between the two.
 */
export type BridgeInput =
  | Exclude<ModelInput, { type: 'model.audio' }>
  | ModelEdge
  | CallerEdge
  | { type: 'model.lost'; trouble?: ModelTrouble }
  /** Telephony hands over what is not on the record. `callerMs` of caller audio follow at once. */
  | { type: 'call.resumed'; items: readonly CarriedItem[]; callerMs: number }
  | { type: 'call.key'; digit: string }
  /** The candidate cannot be heard and hears nothing: their line or the telephony side is gone. */
  | { type: 'call.lost' }
  /** The candidate's line is back, on the same telephony. */
  | { type: 'call.back' }
  /** A transcript item is on the record. */
  | { type: 'session.recorded'; itemId: string }
  | { type: 'call.heard'; itemId: string; heardMs: number; final: boolean }
  | { type: 'call.cleared'; itemId: string | null; heardMs: number }
  | { type: 'session.activated' }
  /** A model has made a plan for the configuration with this hash. */
  | { type: 'plan.made'; configurationHash: string; plan: InterviewPlan }
  /** The money for one call is spent. */
  | { type: 'session.overspent' }
  | { type: 'session.configuration_changed'; jobConfiguration: JobConfiguration; configurationHash: string }
  /** A page asks something of the interviewer: at this revision, this long ago. */
  | { type: 'session.steered'; asked: number; kind: string; ageMs: number }
  /** The topic of a coach that waits now. Null: none does, because it was passed on or withdrawn. */
  | { type: 'session.topic_changed'; topic: WaitingTopic | null }
  | { type: 'session.ended' }
  | { type: 'timer'; name: TimerName };

/** What the machine itself tells telephony. Everything else comes from the part that runs the machine. */
export type LinkMessage = Exclude<ToTelephony, { type: 'ready' | 'refused' | 'closed' | 'heartbeat' }>;

/** What a bridge wants done. */
export type BridgeEffect =
  | Exclude<ModelEffect, { type: 'model.append' }>
  | { type: 'link.control'; message: LinkMessage }
  /** The model session is lost, which is put on the record once. */
  | { type: 'lose_model' }
  /** Opens another model session in place of the present one, after this time. */
  | { type: 'reopen'; afterMs: number }
  /** Asks a model for a plan. `plan.made` follows, or nothing. */
  | { type: 'make_plan'; jobConfiguration: HeldConfiguration; configurationHash: string }
  | { type: 'commit'; fact: Fact }
  | { type: 'end'; reason: EndReason }
  | { type: 'show'; words: PartialWords }
  | { type: 'set_timer'; name: TimerName; afterMs: number }
  | { type: 'stale'; kind: string }
  /**
   * The bridge lets go. `endReason`: telephony is to end the call for this reason. Without it the record has the
   * reason.
   */
  | { type: 'leave'; reason: string; endReason?: EndReason };

export type Step = readonly [BridgeState, readonly BridgeEffect[]];

/** A message to telephony. */
export function say(message: LinkMessage): BridgeEffect {
  return { type: 'link.control', message };
}
