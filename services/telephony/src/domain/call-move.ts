import { closeCodes } from '@ringback/shared/contract/close-codes';
import { letGoOfCall } from './call-line.ts';
import type { CallState, CallStep } from './call-state.ts';

const pauseLookMs = 100;
/** How long the move waits for a pause in the conversation. After that the call moves in the middle of a word. */
const mostPauseWaitMs = 4_000;

/** The call moves at the next pause. A call without a line stays until it has one. */
export function onHandOver(state: CallState): CallStep {
  if (state.phase === 'moving' || state.pauseWaitedMs !== null) return [state, []];
  return lookAgain(state, 0);
}

export function onPauseLook(state: CallState, isQuiet: boolean): CallStep {
  if (state.pauseWaitedMs === null) return [state, []];
  // A goodbye ends here sooner than another instance could say it.
  if (state.phase !== 'attached' || state.session.phase === 'ending') {
    return lookAgain(state, state.pauseWaitedMs);
  }
  const waitedMs = state.pauseWaitedMs + pauseLookMs;
  if (!isQuiet && waitedMs < mostPauseWaitMs) return lookAgain(state, waitedMs);
  return giveAway({ ...state, pauseWaitedMs: null });
}

function lookAgain(state: CallState, pauseWaitedMs: number): CallStep {
  return [{ ...state, pauseWaitedMs }, [{ type: 'set_timer', name: 'pause', afterMs: pauseLookMs }]];
}

/** From here on the next instance looks for a bridge, and this one does not give up the interview. */
function giveAway(state: CallState): CallStep {
  const { line } = state;
  if (line === null || state.hasHungUp || state.apology !== null) return [state, []];
  const bridge = { ...state.bridge, isSearchLimited: false };
  return letGoOfCall({ ...state, phase: 'moving', bridge }, line, [
    { type: 'line.give', line },
    { type: 'cancel_timer', name: 'no_bridge' },
  ]);
}

/** The next instance can take the call now, so the line is sent there. */
export function onLeaseGiven(state: CallState): CallStep {
  const { phase, line, terms } = state;
  if (phase !== 'moving' || line === null) return [state, []];
  const code = terms.isBrowser ? closeCodes.restarting : closeCodes.sessionClosed;
  return [{ ...state, line: null }, [{ type: 'line.retire', line, code }]];
}
