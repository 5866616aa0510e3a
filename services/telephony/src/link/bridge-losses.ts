import type { Phase } from '@ringback/shared/contract/lifecycle';

/** Bridges that a call may lose until it is given up. */
const mostLosses = 2;
/** How long a bridge is looked for in the middle of a call. */
const searchLimitMs = 5_000;
/** The rest of a goodbye whose bridge is gone. */
const goodbyeRestMs = 4_000;

/** What becomes of a call whose bridge is gone. */
export interface BridgeLosses {
  /** True: another bridge is looked for. */
  lost(gone: { wasReady: boolean; endReason: string | null }, phase: Phase): boolean;
  /** A bridge is looked for while the candidate waits. */
  searching(): void;
  found(): void;
  stop(): void;
  readonly timers: number;
}

export function createBridgeLosses(options: {
  /** No bridge can go on with the interview. */
  onGivenUp: () => void;
  /** The goodbye is said as far as there was anything of it. */
  onGoodbyeOver: () => void;
}): BridgeLosses {
  const { onGivenUp, onGoodbyeOver } = options;
  let losses = 0;
  let search: NodeJS.Timeout | null = null;
  let goodbye: NodeJS.Timeout | null = null;

  function found(): void {
    for (const timer of [search, goodbye]) if (timer !== null) clearTimeout(timer);
    search = goodbye = null;
  }
  const searching = () => {
    search ??= setTimeout(onGivenUp, searchLimitMs);
  };

  return {
    searching,
    found,
    lost({ wasReady, endReason }, phase) {
      if (endReason === 'interviewer_unavailable') {
        onGivenUp();
        return false;
      }
      // The goodbye is playing; when it is over, so is the interview. Another bridge puts it on the record.
      if (phase === 'ending') {
        goodbye ??= setTimeout(onGoodbyeOver, goodbyeRestMs);
        return true;
      }
      // Before the first word another bridge may take the session until the phase's deadline.
      if (phase !== 'active') return true;
      if (wasReady) losses += 1;
      if (losses > mostLosses) {
        onGivenUp();
        return false;
      }
      searching();
      return true;
    },
    stop: found,
    get timers() {
      return (search === null ? 0 : 1) + (goodbye === null ? 0 : 1);
    },
  };
}
