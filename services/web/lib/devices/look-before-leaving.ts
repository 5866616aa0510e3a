import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { ListedSession } from '../history/history-words.ts';
import { createSoundLock } from '../sound-lock.ts';

/** What a person leaves behind who leaves this browser. `unknown`: the server did not tell. */
export type Leaving =
  | {
      interviews: number;
      /** An interview that goes on, and whether this very browser has its sound. */
      live: { session: ListedSession; isHeardHere: boolean } | null;
    }
  | 'unknown';

/**
 * Whether a person must be asked before they leave. Also when the server gave no answer in time: the request to leave,
 * which needs no Redis, may still succeed.
 */
export const mustAsk = (leaving: Leaving): boolean => leaving === 'unknown' || leaving.interviews > 0;

/** Looks what a person would leave behind. */
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
    return 'unknown';
  }
}
