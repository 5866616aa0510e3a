import { createPageState } from './page-state.ts';

/** Where a request stands that a person has asked for. */
export interface AttemptState {
  isUnderWay: boolean;
  /** Why the last one was refused. */
  problem: string | undefined;
}

/** Requests of one form or button, one at a time. */
export interface Attempt {
  readonly state: AttemptState;
  subscribe(listener: () => void): () => void;
  /** Does nothing while one is under way, also before the page has shown that. Resolves to whether this one was done. */
  run(action: () => Promise<void>): Promise<boolean>;
}

/** @param toProblem the words of a refusal; null for an error that is no refusal, which `run` then throws again */
export function createAttempt(toProblem: (error: unknown) => string | null): Attempt {
  const page = createPageState<AttemptState>({ isUnderWay: false, problem: undefined });
  return {
    get state() {
      return page.current;
    },
    subscribe: page.subscribe,
    async run(action) {
      if (page.current.isUnderWay) return false;
      page.update({ isUnderWay: true, problem: undefined });
      try {
        await action();
        return true;
      } catch (error) {
        const problem = toProblem(error);
        if (problem === null) throw error;
        page.update({ problem });
        return false;
      } finally {
        page.update({ isUnderWay: false });
      }
    },
  };
}
