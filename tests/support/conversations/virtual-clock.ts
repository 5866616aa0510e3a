/** A clock that jumps. Everything due is done before it moves on. */
export interface VirtualClock {
  readonly nowMs: number;
  /** Does something at this time, in the order in which it was asked for. */
  at(atMs: number, run: () => void | Promise<void>): void;
  /** Does everything due by now, including what follows from it. */
  runDue(): Promise<void>;
  advance(ms: number): void;
}

export function createVirtualClock(): VirtualClock {
  let nowMs = 0;
  let serial = 0;
  const agenda: { atMs: number; order: number; run: () => void | Promise<void> }[] = [];
  return {
    get nowMs() {
      return nowMs;
    },
    at(atMs, run) {
      agenda.push({ atMs, order: serial++, run });
    },
    async runDue() {
      for (;;) {
        const due = agenda
          .filter((entry) => entry.atMs <= nowMs)
          .sort((a, b) => a.atMs - b.atMs || a.order - b.order)[0];
        if (due === undefined) return;
        agenda.splice(agenda.indexOf(due), 1);
        await due.run();
      }
    },
    advance(ms) {
      nowMs += ms;
    },
  };
}
