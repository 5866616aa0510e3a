import { isLive } from '@ringback/shared/session/lifecycle-table';
import { apologise, limitSearch, onApologyBegan, onBridgeGone, onBridgeReady } from './call-bridge.ts';
import { fetchBack, onHungUp, onLeaseAnswered, onLineCame, onLineLost } from './call-line.ts';
import { onHandOver, onLeaseGiven, onPauseLook } from './call-move.ts';
import type { CallEffect, CallInput, CallState, CallStep, CallTimer } from './call-state.ts';

/**
 * One call on this instance: its line, its bridge, its end. The machine is told of changes in the audio, but not of
 * frames. It lets go of the call once, either because the session is over or because another instance serves it.
 */
export function transition(state: CallState, input: CallInput): CallStep {
  // The carrier or a reset asks for the end. The store alone decides, whatever this instance holds.
  if (input.type === 'order.end') return [state, [{ type: 'end', reason: input.reason }]];
  if (state.phase === 'over') return [state, afterwards(input)];
  switch (input.type) {
    case 'line.came':
      return onLineCame(state, input.line);
    case 'lease.answered':
      return onLeaseAnswered(state, input.line, input.outcome === 'ok');
    case 'line.lost':
      return onLineLost(state, input.line, input.by);
    case 'line.hung_up':
      return onHungUp(state, input.line);
    case 'lease.given':
      return onLeaseGiven(state);
    case 'bridge.ready':
      return onBridgeReady(state);
    case 'bridge.gone':
      return onBridgeGone(state, input.endReason);
    case 'apology.began':
      return onApologyBegan(state, input.lastsMs);
    case 'order.prepare':
      return [state, state.phase === 'moving' ? [] : [{ type: 'bridge.open' }]];
    case 'order.hand_over':
      return onHandOver(state);
    case 'order.shut_down':
      return onShutDown(state);
    case 'timer':
      return onTimer(state, input.name, input.isQuiet);
    default:
      return onSession(state, input);
  }
}

type SessionInput = Extract<
  CallInput,
  { type: 'session.changed' | 'session.elsewhere' | 'session.gone' | 'lease.lost' | 'end.fenced' }
>;

function onSession(state: CallState, input: SessionInput): CallStep {
  switch (input.type) {
    case 'session.changed':
      return onSessionChanged(state, input);
    case 'session.gone':
      return letGo(state, 'session over');
    case 'session.elsewhere':
      // A late message may come from a time before the line came here.
      return state.phase === 'attached' || state.phase === 'attaching'
        ? [state, [{ type: 'lease.verify' }]]
        : letGo(state, 'served elsewhere');
    case 'lease.lost':
      return letGo(state, 'served elsewhere');
    case 'end.fenced': {
      const [after, effects] = letGo(state, 'served elsewhere');
      return [after, [{ type: 'spare_call' }, ...effects]];
    }
  }
}

/** Once the interview is active, an attached call without a bridge has a limit. */
function onSessionChanged(
  state: CallState,
  { phase, hasBegun }: Extract<SessionInput, { type: 'session.changed' }>,
): CallStep {
  if (!isLive(phase)) return letGo(state, 'session over');
  const after: CallState = { ...state, session: { phase, hasBegun } };
  const isWaiting = state.phase === 'attached' && !state.bridge.isReady && state.apology === null;
  return phase === 'active' && isWaiting ? limitSearch(after) : [after, []];
}

/** For inputs that were on their way when the call was let go. */
function afterwards(input: CallInput): CallEffect[] {
  if (input.type === 'end.fenced') return [{ type: 'spare_call' }];
  if (input.type === 'line.hung_up') return [{ type: 'stale', kind: 'caller_stop' }];
  return [];
}

function letGo(state: CallState, reason: 'session over' | 'served elsewhere'): CallStep {
  return [{ ...state, phase: 'over', line: null }, [{ type: 'let_go', line: state.line, reason }]];
}

/**
 * No other instance takes over the call. A goodbye ends by itself, and a call that was given away is for its next
 * instance to end.
 */
function onShutDown(state: CallState): CallStep {
  if (state.phase === 'moving' || state.session.phase === 'ending') return [state, []];
  const [after, effects] = apologise({ ...state, pauseWaitedMs: null }, 'shut_down');
  return [after, [{ type: 'cancel_timer', name: 'pause' }, ...effects]];
}

function onTimer(state: CallState, name: CallTimer, isQuiet: boolean): CallStep {
  switch (name) {
    case 'pause':
      return onPauseLook(state, isQuiet);
    case 'fetch_back':
      return fetchBack(state);
    case 'never_back':
      return [state, [{ type: 'end', reason: 'media_lost' }]];
    case 'no_bridge':
      return apologise(state, 'interviewer_unavailable');
    case 'goodbye_over':
      return [state, [{ type: 'end', reason: 'completed' }]];
    case 'apology_over':
      return [state, state.apology === null ? [] : [{ type: 'end', reason: state.apology }]];
    case 'hung_up':
      return letGo(state, 'session over');
  }
}
