/** Money that is held back for requests under way, so that those that run at once cannot exceed the limit together. */
export interface HeldMoney {
  /**
   * Holds back this much. Returns how to let go of it, which may be called once. Null: it does not fit. With `waits` it
   * first waits for what is held for others, which is mostly more than they need.
   */
  hold(usd: number, waits: boolean): Promise<(() => void) | null>;
}

/** @param leftUsd what is left of the limit, without regard to what is held */
export function createHeldMoney(leftUsd: () => number): HeldMoney {
  const held = new Set<{ usd: number }>();
  const waiting: (() => void)[] = [];
  const fits = (usd: number) => [...held].reduce((sum, one) => sum + one.usd, usd) <= leftUsd();
  return {
    async hold(usd, waits) {
      while (!fits(usd)) {
        if (!waits || held.size === 0) return null;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      const own = { usd };
      held.add(own);
      return () => {
        held.delete(own);
        for (const wake of waiting.splice(0)) wake();
      };
    },
  };
}
