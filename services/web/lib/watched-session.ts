import type { ApiClient } from '@ringback/shared/client/api-client';
import { createDebugLog } from '@ringback/shared/client/debug-log';
import { foldMessage, type KnownSession, skipRevision } from '@ringback/shared/client/session-fold';
import {
  type Connection,
  type SessionMessage,
  startSessionSocket,
} from '@ringback/shared/client/session-socket';
import { watchWakeUps } from '@ringback/shared/client/wake-ups';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { SessionView } from '@ringback/shared/contract/session-view';

/** What a coach's page shows; a new object whenever something changed. */
export interface WatchedState {
  connection: Connection;
  view: SessionView | null;
}

/** A session that is watched by a shared link: no audio, no command. */
export interface WatchedSession {
  readonly state: WatchedState;
  subscribe(listener: () => void): () => void;
  retryNow(): void;
  /** The page is left. Twice is safe. */
  close(reason: string): void;
}

/** Connects at once. @param firstTicket was got together with the session's id. */
export function startWatchedSession(options: {
  sessionId: SessionId;
  firstTicket: string;
  token: string;
  api: ApiClient;
  socketUrl: string;
}): WatchedSession {
  const { sessionId, token, api, socketUrl } = options;
  const listeners = new Set<() => void>();
  let known: KnownSession | null = null;
  let firstTicket: string | undefined = options.firstTicket;
  let state: WatchedState = { connection: { phase: 'idle' }, view: null };

  function update(change: Partial<WatchedState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function know(next: KnownSession | null): void {
    known = next;
    update({ view: next?.fold.view ?? null });
  }

  async function fetchTicket(): Promise<string> {
    const first = firstTicket;
    firstTicket = undefined;
    return first ?? (await api.shareTicket(token)).ticket;
  }

  function receive(message: SessionMessage): 'taken' | 'gap' {
    if (message.type === 'call.status_changed' || message.type === 'watched') return 'taken';
    const folded = foldMessage(known, message);
    if (folded.known !== known) know(folded.known);
    return folded.outcome === 'gap' ? 'gap' : 'taken';
  }

  const socket = startSessionSocket({
    sessionId,
    socketUrl,
    fetchTicket,
    revision: () => known?.revision,
    receive,
    receiveUnknown: (revision) => know(skipRevision(known, revision)),
    changed: (connection) => update({ connection }),
    log: createDebugLog({ sessionId }),
  });
  const stopWaking = watchWakeUps({ window, document }, { wake: socket.retryNow, sleep: socket.doubt });

  return {
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retryNow: () => socket.retryNow('asked for'),
    close(reason) {
      stopWaking();
      socket.close(reason);
      listeners.clear();
    },
  };
}
