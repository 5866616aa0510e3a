import type { Phase } from '@ringback/shared/contract/lifecycle';

/** Bridges that a call may lose before it is given up. */
const mostLosses = 2;
/** How long a call in progress looks for a bridge. */
const searchLimitMs = 5_000;
/** How long the rest of a goodbye may play after its bridge is gone. */
const goodbyeRestMs = 4_000;

/** Decides what becomes of a call whose bridge is gone. */
export interface BridgeLosses {
  /** True: look for another bridge. */
  lost(gone: { wasReady: boolean; endReason: string | null }, phase: Phase): boolean;
  /** A bridge is being looked for while the candidate waits. */
  searching(): void;
  found(): void;
  stop(): void;
  readonly timers: number;
}

export function createBridgeLosses(options: {
  /** No bridge can go on with the interview. */
  onGivenUp: () => void;
  /** The goodbye has been played as far as it was received. */
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
      // The goodbye is playing, and the interview is over with it. Another bridge puts it on the record.
      if (phase === 'ending') {
        goodbye ??= setTimeout(onGoodbyeOver, goodbyeRestMs);
        return true;
      }
      // Before the first word, another bridge may take the session until the phase's deadline.
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
