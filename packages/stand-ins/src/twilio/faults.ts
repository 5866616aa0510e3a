import type { RestErrorCode } from './carrier-errors.ts';

/** What goes wrong with one kind of REST request. `isDone`: the request is carried out all the same. */
export type RestFault =
  | { type: 'refuses'; code: RestErrorCode }
  | { type: 'fails'; status: number; isDone: boolean }
  | { type: 'never_answers'; isDone: boolean }
  | { type: 'answers_late'; afterMs: number };

export type CallbackEvent = 'initiated' | 'ringing' | 'answered' | 'completed';

/**
 * Switches that a test may set at any time. Each takes effect at the next occasion. What is guessed about the carrier,
 * and not documented, is marked [guess].
 */
export interface TwilioFaults {
  rest: {
    create: RestFault | null;
    update: RestFault | null;
    fetch: RestFault | null;
    remove: RestFault | null;
  };
  /** When a call's price becomes known after its end, and what a begun minute costs. */
  price: { afterMs: number; perMinuteUsd: number };
  /** The answer to an update of an ended call: error 21220 [guess], 404, or success. */
  endedCallUpdate: 'not_in_progress' | 'not_found' | 'accepted';
  /** The final state of a ringing call that is updated to `completed` [guess]. */
  ringingCallCompleted: 'canceled' | 'no-answer' | 'completed';
  /** The timeout of a `<Gather>` starts again with each key [guess], or counts from the end of the prompt. */
  gatherTimeout: 'since_key' | 'since_prompt';
  /** The create request is answered only after the call's first media stream is open, after 10 s at most. */
  createAnsweredAfterStream: boolean;
  callbacks: {
    /** `reversed`: each pair of callbacks in the wrong order. */
    delivery: 'once' | 'twice' | 'never' | 'reversed';
    /** Each callback arrives this much too late. */
    delayMs: number;
    /** Only these events are affected. */
    only: readonly CallbackEvent[] | null;
  };
  /** The terminal callback is answered before the media stream gets its `stop`. */
  callbackBeforeStop: boolean;
  voiceWebhook: {
    /** The request is sent this much later. */
    askedAfterMs: number;
    /** The answer arrives, or takes effect, this much later. */
    answeredAfterMs: number;
    /** The first answer is lost, and the request is repeated with the same idempotency token. */
    isRepeated: boolean;
  };
  stream: {
    /** How a media stream ends when the call does. */
    ending: 'stop' | 'no_stop' | 'broken';
    /** No server listens at the media socket's address: 31902. */
    isUnreachable: boolean;
    /** What the call does when its media socket could not be opened [guess: the next verb]. */
    afterRefused: 'next_verb' | 'call_ends';
    /** What the call does when its media socket broke without a close frame [guess: the next verb]. */
    afterBroken: 'next_verb' | 'nothing' | 'call_ends';
  };
}

/** A carrier without faults. */
export function noFaults(): TwilioFaults {
  return {
    rest: { create: null, update: null, fetch: null, remove: null },
    price: { afterMs: 60_000, perMinuteUsd: 0.014 },
    endedCallUpdate: 'not_in_progress',
    ringingCallCompleted: 'canceled',
    gatherTimeout: 'since_key',
    createAnsweredAfterStream: false,
    callbacks: { delivery: 'once', delayMs: 0, only: null },
    callbackBeforeStop: false,
    voiceWebhook: { askedAfterMs: 0, answeredAfterMs: 0, isRepeated: false },
    stream: { ending: 'stop', isUnreachable: false, afterRefused: 'next_verb', afterBroken: 'next_verb' },
  };
}
