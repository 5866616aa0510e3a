/** Tells which answers still count when they come in another order than they were asked for. */
export interface InOrder {
  /** Begins to ask. What it returns is called with the answer: false when a later one was told already. */
  ask(): () => boolean;
  /** What was asked for until now does not count any more. */
  settle(): void;
}

/**
 * Unlike the newest try (`createNewest`), a slow answer counts as long as no later one has come: questions that are put
 * every few seconds may each take longer than that.
 */
export function createInOrder(): InOrder {
  let asked = 0;
  let told = 0;
  return {
    ask() {
      asked += 1;
      const own = asked;
      return () => {
        if (own <= told) return false;
        told = own;
        return true;
      };
    },
    settle() {
      told = asked;
    },
  };
}
