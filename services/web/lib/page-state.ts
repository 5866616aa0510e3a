/** What a page shows, and who is told of changes. A new object whenever something changed. */
export interface PageState<State extends object> {
  readonly current: State;
  update(change: Partial<State>): void;
  /** Returns a function that unsubscribes. */
  subscribe(listener: () => void): () => void;
  /** The page is left: no further change is reported. */
  leave(): void;
}

export function createPageState<State extends object>(initial: State): PageState<State> {
  const listeners = new Set<() => void>();
  let current = initial;
  return {
    get current() {
      return current;
    },
    update(change) {
      current = { ...current, ...change };
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    leave: () => listeners.clear(),
  };
}
