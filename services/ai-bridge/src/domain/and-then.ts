import type { BridgeState, Step } from './bridge-state.ts';

/** Two steps, one after the other. */
export function andThen([state, effects]: Step, next: (state: BridgeState) => Step): Step {
  const [after, more] = next(state);
  return [after, [...effects, ...more]];
}
