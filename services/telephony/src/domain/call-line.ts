import { limitSearch } from './call-bridge.ts';
import type { CallEffect, CallState, CallStep, LineLoss } from './call-state.ts';
import type { MediaStreamSender } from './line-port.ts';

/** How long a carrier's call may be without audio. */
const carrierReattachMs = 8_000;
/** How long a carrier's call waits before it is fetched back, unless it was given away: then it is known to wait. */
const lostPatienceMs = 2_000;
const movedPatienceMs = 1_000;
/** How long a hang-up waits for the session store before the call is released without it. */
const hangUpPatienceMs = 2_000;

/** Why a line is not taken. `taken`: another instance serves the call, or is about to. */
export type LineRefusal = 'second_stream' | 'ended' | 'taken';

export function refusalOf({ phase }: CallState): LineRefusal | null {
  switch (phase) {
    case 'over':
      return 'ended';
    case 'moving':
      return 'taken';
    case 'attaching':
    case 'attached':
      return 'second_stream';
    case 'without_line':
    case 'lost':
      return null;
  }
}

/** The line counts as here before the store is asked, so that a second stream at the same moment is refused. */
export function onLineCame(state: CallState, line: MediaStreamSender): CallStep {
  if (refusalOf(state) !== null) return [state, []];
  return [{ ...state, phase: 'attaching', line }, [{ type: 'line.attach', line }]];
}

export function onLeaseAnswered(state: CallState, line: MediaStreamSender, isHeld: boolean): CallStep {
  if (state.phase !== 'attaching' || state.line !== line) return [state, []];
  // This also holds if the store did not answer: the next stream must be able to take the line.
  if (!isHeld) {
    return [
      { ...state, phase: state.hadLine ? 'lost' : 'without_line', line: null },
      [{ type: 'line.drop' }],
    ];
  }
  const { session, bridge, terms } = state;
  const attached: CallState = { ...state, phase: 'attached', hadLine: true };
  const [after, limits] = session.hasBegun && !bridge.isReady ? limitSearch(attached) : [attached, []];
  return [
    after,
    [
      { type: 'cancel_timer', name: 'fetch_back' },
      { type: 'cancel_timer', name: 'never_back' },
      {
        type: 'record',
        fact: { type: 'media.started', streamSid: line.streamSid, instance: terms.instance },
      },
      ...limits,
      { type: 'bridge.open' },
      { type: 'line.begin', isTakenUp: session.hasBegun },
    ],
  ];
}

/** A line that is still `attaching` is not lost yet. This is checked once it is attached. */
export function onLineLost(state: CallState, line: MediaStreamSender, by: LineLoss): CallStep {
  if (state.phase !== 'attached' || state.line !== line || state.hasHungUp) return [state, []];
  return letGoOfCall({ ...state, phase: 'lost', line: null }, line, [{ type: 'line.lose', line, by }]);
}

export function onHungUp(state: CallState, line: MediaStreamSender): CallStep {
  if (state.line !== line) return [state, [{ type: 'stale', kind: 'caller_stop' }]];
  if (state.hasHungUp) return [state, []];
  return [
    { ...state, hasHungUp: true },
    [
      { type: 'end', reason: 'hung_up_by_candidate' },
      { type: 'set_timer', name: 'hung_up', afterMs: hangUpPatienceMs },
    ],
  ];
}

/** The line is gone from here. The instance that it comes to next may take the call. */
export function letGoOfCall(
  state: CallState,
  line: MediaStreamSender,
  first: readonly CallEffect[],
): CallStep {
  return [
    state,
    [
      ...first,
      { type: 'record', fact: { type: 'media.lost', streamSid: line.streamSid } },
      state.terms.canFetchBack
        ? { type: 'set_timer', name: 'fetch_back', afterMs: patienceMs(state) }
        : { type: 'set_timer', name: 'never_back', afterMs: state.terms.reattachMs },
      { type: 'lease.give' },
    ],
  ];
}

function patienceMs({ phase }: CallState): number {
  return phase === 'moving' ? movedPatienceMs : lostPatienceMs;
}

export function fetchBack(state: CallState): CallStep {
  const afterMs = carrierReattachMs - patienceMs(state);
  return [state, [{ type: 'set_timer', name: 'never_back', afterMs }, { type: 'line.fetch_back' }]];
}
