import { useMemo, useSyncExternalStore } from 'react';
import { levelToLoudness } from '../lib/loudness.ts';
import type { PagePhone } from '../lib/page-phone.ts';
import type { RemoteLevels } from '../lib/remote-levels.ts';

/** How loud each side is at this moment: root mean square, 0 to 1. */
export interface LevelSource {
  candidate: () => number;
  interviewer: () => number;
}

const never = () => () => {};

/**
 * Where a page's meters read from: its own sound of the call, else what the gateway tells of it. Null: no levels come, and
 * there is no meter.
 */
export function useLevels(phone: PagePhone | null, remote: RemoteLevels | null): LevelSource | null {
  const isThere = useSyncExternalStore(
    remote?.subscribe ?? never,
    () => remote?.isThere ?? false,
    () => false,
  );
  return useMemo(() => {
    if (phone !== null) {
      return { candidate: () => phone.levels().candidate, interviewer: () => phone.levels().interviewer };
    }
    if (remote === null || !isThere) return null;
    return {
      candidate: () => levelToLoudness(remote.now.candidate),
      interviewer: () => levelToLoudness(remote.now.interviewer),
    };
  }, [phone, remote, isThere]);
}
