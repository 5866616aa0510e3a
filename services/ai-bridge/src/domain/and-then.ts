import type { BridgeState } from './bridge-state.ts';
import type { Step } from './bridge-step.ts';

/** Two steps, one after the other. */
export function andThen([state, effects]: Step, next: (state: BridgeState) => Step): Step {
  const [after, more] = next(state);
  return [after, [...effects, ...more]];
}
