import { useSyncExternalStore } from 'react';

/** What a page holds while it is shown, as far as it can be followed. */
interface Followable<State> {
  readonly state: State;
  subscribe(onChange: () => void): () => void;
}

const neverChanges = (): (() => void) => () => undefined;

/** The current state of what a page has started. `nothing` until it is started, and on the server; the same value each time. */
export function useStarted<State>(started: Followable<State> | null, nothing: State): State {
  return useSyncExternalStore(
    started ? started.subscribe : neverChanges,
    () => started?.state ?? nothing,
    () => nothing,
  );
}
