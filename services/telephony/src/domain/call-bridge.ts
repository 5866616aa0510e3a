import type { EndReason } from '@ringback/shared/contract/lifecycle';
import type { CallState, CallStep } from './call-state.ts';

/** How many bridges an interview may lose. The next loss ends it. */
const mostLosses = 2;
/** How long an interview in progress looks for a bridge. */
const searchLimitMs = 5_000;
/** How long the rest of a goodbye may play after its bridge is gone. */
const goodbyeRestMs = 4_000;
/** How long the end of the apology takes to reach the candidate's ear. */
const apologyTailMs = 300;

/** The candidate hears an apology before the line goes down. */
export function apologise(state: CallState, reason: EndReason): CallStep {
  if (state.apology !== null) return [state, []];
  return [{ ...state, apology: reason }, [{ type: 'apologise' }]];
}

export function onApologyBegan(state: CallState, lastsMs: number): CallStep {
  const afterMs = lastsMs === 0 ? 0 : lastsMs + apologyTailMs;
  return [state, [{ type: 'set_timer', name: 'apology_over', afterMs }]];
}

/** The candidate waits for a bridge. A limit that is already running goes on. */
export function limitSearch(state: CallState): CallStep {
  if (state.bridge.isSearchLimited) return [state, []];
  return [
    { ...state, bridge: { ...state.bridge, isSearchLimited: true } },
    [{ type: 'set_timer', name: 'no_bridge', afterMs: searchLimitMs }],
  ];
}

export function onBridgeReady(state: CallState): CallStep {
  if (state.apology !== null || state.phase === 'moving') return [state, []];
  const { losses } = state.bridge;
  return [
    { ...state, bridge: { isReady: true, losses, isSearchLimited: false, isGoodbyeLimited: false } },
    [
      { type: 'cancel_timer', name: 'no_bridge' },
      { type: 'cancel_timer', name: 'goodbye_over' },
    ],
  ];
}

/** Another bridge goes on with the interview, or the call gives the interview up. */
export function onBridgeGone(state: CallState, endReason: string | null): CallStep {
  if (state.apology !== null || state.phase === 'moving') return [state, []];
  const [after, effects] = findAnother(state, endReason);
  return [{ ...after, bridge: { ...after.bridge, isReady: false } }, [{ type: 'bridge.forget' }, ...effects]];
}

function findAnother(state: CallState, endReason: string | null): CallStep {
  if (endReason === 'interviewer_unavailable') return apologise(state, 'interviewer_unavailable');
  if (state.session.phase === 'ending') return limitGoodbye(state);
  // Before the first word, another bridge may take the session until the phase's deadline.
  if (state.session.phase !== 'active') return [state, [{ type: 'bridge.search' }]];
  const losses = state.bridge.losses + (state.bridge.isReady ? 1 : 0);
  const counted: CallState = { ...state, bridge: { ...state.bridge, losses } };
  if (losses > mostLosses) return apologise(counted, 'interviewer_unavailable');
  const [after, effects] = limitSearch(counted);
  return [after, [...effects, { type: 'bridge.search' }]];
}

/** The goodbye is playing, and the interview ends with it. Another bridge puts it on the record. */
function limitGoodbye(state: CallState): CallStep {
  if (state.bridge.isGoodbyeLimited) return [state, [{ type: 'bridge.search' }]];
  return [
    { ...state, bridge: { ...state.bridge, isGoodbyeLimited: true } },
    [{ type: 'set_timer', name: 'goodbye_over', afterMs: goodbyeRestMs }, { type: 'bridge.search' }],
  ];
}
