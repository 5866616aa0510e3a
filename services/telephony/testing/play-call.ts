import { toInstanceId } from '@ringback/shared/runtime/run-service';
import { transition } from '../src/domain/call.ts';
import {
  type CallEffect,
  type CallInput,
  type CallState,
  type CallTerms,
  createCallState,
} from '../src/domain/call-state.ts';
import type { MediaStreamSender } from '../src/domain/line-port.ts';

export const instance = toInstanceId('telephony-1');
export const phone: CallTerms = { instance, isBrowser: false, canFetchBack: true, reattachMs: 20_000 };
export const browser: CallTerms = { ...phone, isBrowser: true, canFetchBack: false };

/** A line that tests only compare. */
function madeLine(streamSid: string): MediaStreamSender {
  return {
    ...{ streamSid, cancelsEcho: false },
    send: () => true,
    clear() {},
    sayAlive() {},
    retire() {},
  };
}

export const line = madeLine('MZ1');
export const other = madeLine('MZ2');

export function play(inputs: readonly CallInput[], from: CallState) {
  let state = from;
  const effects: CallEffect[] = [];
  for (const input of inputs) {
    const [after, wanted] = transition(state, input);
    state = after;
    effects.push(...wanted);
  }
  return { state, effects };
}

export const came = (its = line): CallInput => ({ type: 'line.came', line: its });
export const held = (its = line): CallInput => ({ type: 'lease.answered', line: its, outcome: 'ok' });
export const lost = (its = line): CallInput => ({
  type: 'line.lost',
  line: its,
  by: 'socket closed without stop',
});
export const hungUp = (its = line): CallInput => ({ type: 'line.hung_up', line: its });
export const ready: CallInput = { type: 'bridge.ready' };
export const gone: CallInput = { type: 'bridge.gone', endReason: null };
export const active: CallInput = { type: 'session.changed', phase: 'active', hasBegun: true };
export const ending: CallInput = { type: 'session.changed', phase: 'ending', hasBegun: true };
export const ended: CallInput = { type: 'session.changed', phase: 'ended', hasBegun: true };
export const fired = (name: Extract<CallInput, { type: 'timer' }>['name'], isQuiet = true): CallInput => ({
  ...{ type: 'timer', name, isQuiet },
});
/** The conversation pauses. */
export const given: readonly CallInput[] = [{ type: 'order.hand_over' }, fired('pause')];

/** A call to which nothing has happened yet. */
export const fresh = (terms = phone) => createCallState(terms, { phase: 'connecting', hasBegun: false });
export const attached = (terms = phone) => play([came(), held()], fresh(terms)).state;
/** A call whose interview is going on. */
export const talking = (terms = phone) => play([ready, active], attached(terms)).state;

export const types = (effects: readonly CallEffect[]) => effects.map(({ type }) => type);
