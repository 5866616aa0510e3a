import type { SessionId } from '@ringback/shared/contract/ids';
import { useEffect, useState } from 'react';
import { takeHandover } from '../../lib/handover.ts';
import { type LiveSession, startLiveSession } from '../../lib/live-session.ts';
import { type LiveState, nothingKnown } from '../../lib/live-state.ts';
import type { Services } from '../use-services.ts';
import { useStarted } from '../use-started.ts';

/** Holds one session while its page is shown, and releases everything when the page is left. */
export function useLiveSession(
  services: Services | null,
  sessionId: SessionId,
): { session: LiveSession | null; state: LiveState } {
  const [session, setSession] = useState<LiveSession | null>(null);

  useEffect(() => {
    if (!services) return undefined;
    let started: LiveSession | null = null;
    let isLeft = false;
    // Deferred, because React's development mode mounts twice and the handover can be taken only once.
    queueMicrotask(() => {
      if (isLeft) return;
      started = startLiveSession({ sessionId, ...services, handover: takeHandover(sessionId) });
      setSession(started);
    });
    return () => {
      isLeft = true;
      started?.close('page left');
    };
  }, [services, sessionId]);

  return { session, state: useStarted(session, nothingKnown) };
}
