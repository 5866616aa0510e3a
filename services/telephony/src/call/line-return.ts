import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { CallControl } from '../carrier/carrier.ts';

/** How long a carrier's call may be without audio. */
const carrierReattachMs = 8_000;

/** Waits for a lost line. It comes back by itself, is fetched back, or never comes. */
export interface LineReturn {
  /** A carrier's call that has not come back after `patienceMs` is fetched back by REST. */
  wait(record: SessionRecord, patienceMs: number): void;
  /** The line is back, or no longer expected. */
  stop(): void;
  readonly isWaiting: boolean;
}

export function createLineReturn(options: {
  carrier: Pick<CallControl, 'fetchBack'> | null;
  /** How long a browser may be away, in ms. */
  reattachMs: number;
  onNever: () => void;
}): LineReturn {
  const { carrier, reattachMs, onNever } = options;
  let timer: NodeJS.Timeout | null = null;

  function giveUpAfter(ms: number): void {
    timer = setTimeout(() => {
      timer = null;
      onNever();
    }, ms);
  }

  function stop(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  return {
    stop,
    get isWaiting() {
      return timer !== null;
    },
    wait(record, patienceMs) {
      stop();
      if (record.via === 'browser' || carrier === null) {
        giveUpAfter(reattachMs);
        return;
      }
      timer = setTimeout(() => {
        giveUpAfter(carrierReattachMs - patienceMs);
        void carrier.fetchBack(record);
      }, patienceMs);
    },
  };
}
