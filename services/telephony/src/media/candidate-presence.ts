import type { CarryOver } from '../domain/carry-over.ts';
import type { BridgeSearch } from '../link/bridge-search.ts';
import type { CallerAudio } from './caller-audio.ts';

/** Tells the bridge whether the candidate is there. A bridge goes on only while the candidate can hear and be heard. */
export interface CandidatePresence {
  /** A bridge has become ready. It does not know yet what is kept here. */
  onReady(): void;
  /** The candidate cannot talk with the interviewer. */
  tellAway(): void;
  /** Tells a bridge that heard `tellAway` that the candidate is back, if they are. */
  tellBack(): void;
}

export function createCandidatePresence(options: {
  bridge: Pick<BridgeSearch, 'control' | 'isReady'>;
  carry: CarryOver;
  caller: CallerAudio;
  hasLine: () => boolean;
}): CandidatePresence {
  const { bridge, carry, caller, hasLine } = options;
  /** The current bridge has been told what is not on the record. */
  let isResumed = false;
  /** The bridge has been told that the candidate is gone. */
  let isAway = false;

  const canTalk = (): boolean => hasLine() && !caller.isDeaf;

  function tellAway(): void {
    isAway = true;
    bridge.control({ type: 'line_lost' });
  }

  /** Tells the bridge what is not on the record yet. The caller's audio follows. */
  function resume(): void {
    bridge.control({ type: 'resume', items: carry.items, callerMs: carry.callerMs });
    caller.resume();
    isResumed = true;
    isAway = false;
  }

  return {
    tellAway,
    onReady() {
      isResumed = false;
      const isWaitedFor = caller.isKept && !canTalk();
      if (!isWaitedFor) resume();
      if (isWaitedFor || caller.isDeaf) tellAway();
    },
    tellBack() {
      if (!isAway || !canTalk() || !bridge.isReady) return;
      // This bridge has lost nothing in the meantime.
      if (isResumed) {
        isAway = false;
        bridge.control({ type: 'line_back' });
      } else resume();
    },
  };
}
