import type { InstanceId } from '@ringback/shared/contract/ids';
import type { EndReason, Phase } from '@ringback/shared/contract/lifecycle';
import type { LinkCloseReason } from '@ringback/shared/contract/media-link';
import type { Fact } from '@ringback/shared/session/command';
import type { MediaStreamSender } from './line-port.ts';

/**
 * Where the candidate's line is. `attaching`: it is here, but the lease is not held yet. `moving`: this instance gave
 * the call to another one, and does not take it back. An apology is not a phase, because a line may be lost and come
 * back during it.
 */
export type CallPhase = 'without_line' | 'attaching' | 'attached' | 'lost' | 'moving' | 'over';

/** What the audio part reports about a lost line. */
export type LineLoss = 'socket closed without stop' | 'no frames' | 'does not read';

export type CallTimer =
  /** Time to bring a carrier's call without audio to a new stream by REST. */
  | 'fetch_back'
  /** A line that was lost has not come back. */
  | 'never_back'
  /** No bridge was found for an interview in progress. */
  | 'no_bridge'
  /** The rest of a goodbye whose bridge is gone has been heard. */
  | 'goodbye_over'
  /** The apology has been heard. */
  | 'apology_over'
  /** The candidate's hang-up is not on the record yet. */
  | 'hung_up'
  /** Time to see whether the conversation pauses, for a call that is to be given away. */
  | 'pause';

/** What never changes about a call. */
export interface CallTerms {
  readonly instance: InstanceId;
  readonly isBrowser: boolean;
  /** The carrier can bring the call to a new stream. */
  readonly canFetchBack: boolean;
  /** How long a line that comes back by itself may be away, in ms. */
  readonly reattachMs: number;
}

/** Everything that the decisions about one call depend on. A value. */
export interface CallState {
  readonly terms: CallTerms;
  readonly phase: CallPhase;
  /** The line that is here. In `moving` it stays until the lease is given back, since a hang-up may still come from it. */
  readonly line: MediaStreamSender | null;
  /** A line has been attached before. */
  readonly hadLine: boolean;
  /** The candidate has hung up. The socket's close that follows is not a loss. */
  readonly hasHungUp: boolean;
  /** The apology is playing, or about to. The session then ends for this reason. */
  readonly apology: EndReason | null;
  readonly session: {
    readonly phase: Phase;
    /** The interview has become active. */
    readonly hasBegun: boolean;
  };
  readonly bridge: {
    readonly isReady: boolean;
    /** How many bridges this interview has lost since it became active. */
    readonly losses: number;
    /** Whether the timers `no_bridge` and `goodbye_over` have been set. */
    readonly isSearchLimited: boolean;
    readonly isGoodbyeLimited: boolean;
  };
  /** How long the call has waited for a pause in order to move. Null: it stays. */
  readonly pauseWaitedMs: number | null;
}

export type CallInput =
  /** A media stream has proven that it belongs to this call. `refusalOf` comes first. */
  | { type: 'line.came'; line: MediaStreamSender }
  /** The store's answer when the lease was to be taken. Null: the store gave none. */
  | { type: 'lease.answered'; line: MediaStreamSender; outcome: 'ok' | 'taken' | 'ended' | null }
  | { type: 'line.lost'; line: MediaStreamSender; by: LineLoss }
  | { type: 'line.hung_up'; line: MediaStreamSender }
  /** The lease was given back, or could not be. */
  | { type: 'lease.given' }
  /** Another instance holds the lease of the live session. */
  | { type: 'lease.lost' }
  | { type: 'bridge.ready' }
  /** `endReason`: why the bridge let go of the session by itself. Null: it did not. */
  | { type: 'bridge.gone'; endReason: string | null }
  /** How long the apology plays. 0 without a line. */
  | { type: 'apology.began'; lastsMs: number }
  | { type: 'session.changed'; phase: Phase; hasBegun: boolean }
  /** The log says that another instance has the audio. */
  | { type: 'session.elsewhere' }
  /** The session is erased, over by its record alone, or cannot be written any more. */
  | { type: 'session.gone' }
  /** The end that was asked for is refused: another instance holds a later lease. */
  | { type: 'end.fenced' }
  | { type: 'order.prepare' }
  | { type: 'order.end'; reason: EndReason }
  | { type: 'order.hand_over' }
  | { type: 'order.shut_down' }
  /** `isQuiet`: neither side is heard at this moment. */
  | { type: 'timer'; name: CallTimer; isQuiet: boolean };

export type CallEffect =
  | { type: 'lease.verify' }
  | { type: 'lease.give' }
  | { type: 'line.attach'; line: MediaStreamSender }
  /** `isTakenUp`: the interview had begun before this line came. */
  | { type: 'line.begin'; isTakenUp: boolean }
  /** The line is not attached after all, and its stream is refused. */
  | { type: 'line.drop' }
  | { type: 'line.lose'; line: MediaStreamSender; by: LineLoss }
  /** The bridge keeps the interviewer for the next instance. `line.retire` then sends the line there. */
  | { type: 'line.give'; line: MediaStreamSender }
  | { type: 'line.retire'; line: MediaStreamSender; code: number }
  | { type: 'line.fetch_back' }
  | { type: 'bridge.open' }
  /** Looks for another bridge. */
  | { type: 'bridge.search' }
  /** Its whole items play on. An item without its end is cut. */
  | { type: 'bridge.forget' }
  /** From here on no bridge is heard. Answered by `apology.began`. */
  | { type: 'apologise' }
  | { type: 'record'; fact: Fact }
  | { type: 'end'; reason: EndReason }
  /** The carrier's call may belong to another instance by now: it is not hung up. */
  | { type: 'spare_call' }
  /** Releases socket, link and timers at once. The hang-up, if the session is over, and the recorded release follow. */
  | {
      type: 'let_go';
      line: MediaStreamSender | null;
      reason: Extract<LinkCloseReason, 'session over' | 'served elsewhere'>;
    }
  | { type: 'set_timer'; name: CallTimer; afterMs: number }
  | { type: 'cancel_timer'; name: CallTimer }
  | { type: 'stale'; kind: string };

export type CallStep = readonly [CallState, readonly CallEffect[]];

/** A call whose line has not come yet. */
export function createCallState(terms: CallTerms, session: CallState['session']): CallState {
  return {
    ...{ terms, session, phase: 'without_line', line: null, hadLine: false, hasHungUp: false },
    bridge: { isReady: false, losses: 0, isSearchLimited: false, isGoodbyeLimited: false },
    ...{ apology: null, pauseWaitedMs: null },
  };
}
