import type { ApiClient } from '@ringback/shared/client/api-client';
import { createDebugLog } from '@ringback/shared/client/debug-log';
import type { Connection } from '@ringback/shared/client/return-plan';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { followSession } from './followed-session.ts';
import { createPageState } from './page-state.ts';

/** What a coach's page shows. A new object whenever something changed. */
export interface WatchedState {
  connection: Connection;
  view: SessionView | null;
}

/** A session watched by a shared link, without audio or commands. */
export interface WatchedSession {
  readonly state: WatchedState;
  subscribe(listener: () => void): () => void;
  retryNow(): void;
  /** The page is left. Twice is safe. */
  close(reason: string): void;
}

/** Connects at once. @param firstTicket came with the session's id. */
export function startWatchedSession(options: {
  sessionId: SessionId;
  firstTicket: string;
  token: string;
  api: ApiClient;
  socketUrl: string;
}): WatchedSession {
  const { sessionId, firstTicket, token, api, socketUrl } = options;
  const page = createPageState<WatchedState>({ connection: { phase: 'idle' }, view: null });
  const followed = followSession({
    sessionId,
    socketUrl,
    firstTicket,
    fetchTicket: async () => (await api.shareTicket(token)).ticket,
    viewChanged: (view) => page.update({ view }),
    connectionChanged: (connection) => page.update({ connection }),
    log: createDebugLog({ sessionId }),
  });

  return {
    get state() {
      return page.current;
    },
    subscribe: page.subscribe,
    retryNow: () => followed.socket.retryNow('asked for'),
    close(reason) {
      followed.close(reason);
      page.leave();
    },
  };
}
