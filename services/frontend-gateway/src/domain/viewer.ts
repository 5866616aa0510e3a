import { closeCodes, toCloseReason } from '@ringback/shared/contract/close-codes';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { AckMessage, ClientMessage } from '@ringback/shared/contract/viewer-protocol';
import type { Watching } from './audience.ts';
import { parseClientMessage } from './client-message.ts';

/** How long a browser may take to say hello, and the gateway to answer. */
export const helloWithinMs = 5_000;
/** A browser sends a few messages a minute. At this rate a flood is cut off before it costs anything. */
const mostMessagesPerSecond = 100;
/** Commands that may arrive before the welcome. */
const mostEarly = 16;

type Hello = Extract<ClientMessage, { type: 'hello' }>;
export type ViewerCommand = Exclude<ClientMessage, Hello>;

/** The outcome of redeeming a ticket. `audience`: a coach watches by a shared link and may command nothing. */
export type Admission =
  | { outcome: 'admitted'; sessionId: SessionId; audience: Watching }
  /** Used, expired, unknown, or issued to another visitor. */
  | { outcome: 'refused' }
  | { outcome: 'limited'; retryAfterMs: number };

/**
 * One logs socket. `waiting` for hello, `redeeming` the ticket, `arriving` until the session can be shown, `watching`,
 * `gone`.
 */
export interface ViewerState {
  phase: 'waiting' | 'redeeming' | 'arriving' | 'watching' | 'gone';
  /** What its hello asked for. */
  wanted: { sessionId: SessionId; revision: number | undefined } | null;
  isReadOnly: boolean;
  early: readonly ViewerCommand[];
  /** Commands that are being carried out. */
  running: number;
  /** How to close it once its commands are answered. A session that is over closes its sockets. */
  leaving: { code: number; reason: string } | null;
  second: { startedAt: number; messages: number };
}

export type ViewerInput =
  | { type: 'text'; text: string; at: number }
  | { type: 'binary' }
  | { type: 'redeemed'; admission: Admission }
  | { type: 'store_failed' }
  | { type: 'welcomed' }
  /** A command was carried out and its answer sent. */
  | { type: 'answered' }
  | { type: 'timed_out' }
  | { type: 'dismissed'; code: number; reason: string };

export type ViewerEffect =
  | { type: 'redeem'; ticket: string }
  | { type: 'watch'; sessionId: SessionId; revision: number | undefined }
  | { type: 'run'; sessionId: SessionId; command: ViewerCommand }
  | { type: 'answer'; ack: AckMessage }
  /** Asks for `timed_out` after `helloWithinMs`; replaces an earlier timer. */
  | { type: 'start_timer' }
  | { type: 'stop_timer' }
  | { type: 'close'; code: number; reason: string };

type Step = readonly [ViewerState, readonly ViewerEffect[]];

export const newViewer: ViewerState = {
  phase: 'waiting',
  wanted: null,
  isReadOnly: false,
  early: [],
  running: 0,
  leaving: null,
  second: { startedAt: 0, messages: 0 },
};

function close(state: ViewerState, code: number, reason: string): Step {
  return [{ ...state, phase: 'gone', early: [] }, [{ type: 'stop_timer' }, { type: 'close', code, reason }]];
}

function countMessage(state: ViewerState, at: number): ViewerState {
  const { startedAt, messages } = state.second;
  const second =
    at - startedAt >= 1000 ? { startedAt: at, messages: 1 } : { startedAt, messages: messages + 1 };
  return { ...state, second };
}

function carryOut(state: ViewerState, commands: readonly ViewerCommand[]): Step {
  const { isReadOnly, wanted, running } = state;
  if (wanted === null) return [state, []];
  const { sessionId } = wanted;
  if (!isReadOnly) {
    const effects = commands.map((command) => ({ type: 'run', sessionId, command }) as const);
    return [{ ...state, running: running + effects.length }, effects];
  }
  const message = 'you are watching; only the candidate can do this';
  const refuse = ({ operationId }: ViewerCommand): ViewerEffect => ({
    type: 'answer',
    ack: { type: 'ack', operationId, outcome: 'illegal', message },
  });
  return [state, commands.map(refuse)];
}

function onCommand(state: ViewerState, command: ViewerCommand): Step {
  if (state.wanted === null) return close(state, closeCodes.notAllowed, 'hello comes first');
  if (state.phase === 'watching') return carryOut(state, [command]);
  if (state.early.length >= mostEarly) return close(state, closeCodes.tooMany, 'too many messages');
  return [{ ...state, early: [...state.early, command] }, []];
}

function onText(before: ViewerState, text: string, at: number): Step {
  const state = countMessage(before, at);
  if (state.second.messages > mostMessagesPerSecond) {
    return close(state, closeCodes.tooMany, toCloseReason('too many messages', 1_000));
  }
  const message = parseClientMessage(text);
  if (message === null) return close(state, closeCodes.malformed, 'malformed message');
  if (message.type !== 'hello') return onCommand(state, message);
  if (state.wanted !== null) return close(state, closeCodes.malformed, 'hello was said before');
  const { ticket, sessionId, revision } = message;
  return [
    { ...state, phase: 'redeeming', wanted: { sessionId, revision } },
    [{ type: 'start_timer' }, { type: 'redeem', ticket }],
  ];
}

function onRedeemed(state: ViewerState, admission: Admission): Step {
  const { wanted } = state;
  if (state.phase !== 'redeeming' || wanted === null) return [state, []];
  if (admission.outcome === 'limited') {
    return close(state, closeCodes.tooMany, toCloseReason('too many sockets', admission.retryAfterMs));
  }
  if (admission.outcome === 'refused' || admission.sessionId !== wanted.sessionId) {
    return close(state, closeCodes.notAllowed, 'ticket not valid');
  }
  const { sessionId, audience } = admission;
  const isReadOnly = audience !== 'owner';
  // What a coach's link shows may have changed while they were away: they get the whole view.
  const revision = isReadOnly ? undefined : wanted.revision;
  return [{ ...state, phase: 'arriving', isReadOnly }, [{ type: 'watch', sessionId, revision }]];
}

function onWelcomed(state: ViewerState): Step {
  const [next, effects] = carryOut({ ...state, phase: 'watching', early: [] }, state.early);
  return [next, [{ type: 'stop_timer' }, ...effects]];
}

function onAnswered(before: ViewerState): Step {
  const state = { ...before, running: before.running - 1 };
  const { leaving, running } = state;
  return leaving !== null && running === 0 ? close(state, leaving.code, leaving.reason) : [state, []];
}

/** The command that ended the session is answered before the session's sockets are closed. */
function onDismissed(state: ViewerState, leaving: { code: number; reason: string }): Step {
  if (state.running === 0 || leaving.code !== closeCodes.sessionClosed) {
    return close(state, leaving.code, leaving.reason);
  }
  return [{ ...state, leaving }, [{ type: 'start_timer' }]];
}

function onTimedOut(state: ViewerState): Step {
  if (state.leaving !== null) return close(state, state.leaving.code, state.leaving.reason);
  return state.phase === 'waiting'
    ? close(state, closeCodes.noHello, 'no hello')
    : close(state, closeCodes.tryLater, 'try later');
}

/** Decides what becomes of one logs socket. Pure; `at` in ms of any steady clock. */
export function transitionViewer(state: ViewerState, input: ViewerInput): Step {
  if (state.phase === 'gone') return [state, []];
  switch (input.type) {
    case 'text':
      return onText(state, input.text, input.at);
    case 'binary':
      return close(state, closeCodes.binaryRefused, 'text frames only');
    case 'redeemed':
      return onRedeemed(state, input.admission);
    case 'store_failed':
      return close(state, closeCodes.tryLater, 'try later');
    case 'welcomed':
      return onWelcomed(state);
    case 'answered':
      return onAnswered(state);
    case 'timed_out':
      return onTimedOut(state);
    case 'dismissed':
      return onDismissed(state, { code: input.code, reason: input.reason });
  }
}
