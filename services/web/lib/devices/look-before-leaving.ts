import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { ListedSession } from '../history/history-words.ts';
import { createSoundLock } from '../sound-lock.ts';

/** What a person leaves behind who leaves this browser. */
export interface Leaving {
  interviews: number;
  /** An interview that goes on, and whether this very browser has its sound. */
  live: { session: ListedSession; isHeardHere: boolean } | null;
}

/**
 * Looks what a person would leave behind. Nothing when the server cannot be asked: what this browser has of them can be
 * forgotten all the same.
 */
export async function lookBeforeLeaving(
  api: Pick<ApiClient, 'sessions'>,
  isHeardHere = (sessionId: string) => createSoundLock(sessionId).isElsewhere(),
): Promise<Leaving> {
  try {
    const { sessions, unreadable = [] } = await api.sessions();
    const session = sessions.find(({ phase }) => isLive(phase));
    return {
      interviews: sessions.length + unreadable.length,
      live: session ? { session, isHeardHere: await isHeardHere(session.sessionId) } : null,
    };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { interviews: 0, live: null };
  }
}
