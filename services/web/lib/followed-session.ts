import type { DebugLog } from '@ringback/shared/client/debug-log';
import { type LogsSocket, type SessionMessage, startLogsSocket } from '@ringback/shared/client/logs-socket';
import { watchPageReturn } from '@ringback/shared/client/page-return';
import type { Connection } from '@ringback/shared/client/return-plan';
import { foldMessage, type KnownSession, skipRevision } from '@ringback/shared/client/session-fold';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { SessionView } from '@ringback/shared/contract/session-view';

/** One session as a page follows it: a socket that reconnects by itself, and what it has told so far. */
export interface FollowedSession {
  readonly socket: LogsSocket;
  readonly known: KnownSession | null;
  /** Accepts a view that was read in another way. */
  know(next: KnownSession): void;
  /** The page is left. Twice is safe. */
  close(reason: string): void;
}

/** Connects at once, and again whenever the network or the person comes back. */
export function followSession(options: {
  sessionId: SessionId;
  socketUrl: string;
  /** The ticket that came with the session's id. */
  firstTicket: string | undefined;
  /** Fetches each later ticket. */
  fetchTicket: (known: KnownSession | null) => Promise<string>;
  /** The view has changed. */
  viewChanged: (view: SessionView) => void;
  /** Called with each message, after what it tells about the session is known. */
  received?: (message: SessionMessage) => void;
  connectionChanged: (connection: Connection) => void;
  /** A live socket has been silent for longer than its heartbeats allow. */
  silent?: () => void;
  /** The browser reports that the network or the person is back, or that the network is gone. */
  networkChanged?: (isThere: boolean) => void;
  log: DebugLog;
}): FollowedSession {
  const { sessionId, socketUrl, log, silent, networkChanged } = options;
  let known: KnownSession | null = null;
  let { firstTicket } = options;

  function know(next: KnownSession | null): void {
    if (next === known || next === null) return;
    known = next;
    options.viewChanged(next.view);
  }

  async function nextTicket(): Promise<string> {
    const first = firstTicket;
    firstTicket = undefined;
    return first ?? (await options.fetchTicket(known));
  }

  function fold(message: SessionMessage): 'taken' | 'gap' {
    if (message.type === 'call.status_changed' || message.type === 'watched' || message.type === 'levels')
      return 'taken';
    const folded = foldMessage(known, message);
    know(folded.known);
    return folded.outcome === 'gap' ? 'gap' : 'taken';
  }

  const socket = startLogsSocket({
    sessionId,
    socketUrl,
    fetchTicket: nextTicket,
    revision: () => known?.revision,
    receive(message) {
      const outcome = fold(message);
      options.received?.(message);
      return outcome;
    },
    receiveUnknown: (revision) => know(skipRevision(known, revision)),
    changed: options.connectionChanged,
    ...(silent ? { silent } : {}),
    log,
  });
  const stopWaking = watchPageReturn(
    { window, document },
    {
      wake(reason) {
        socket.retryNow(reason);
        networkChanged?.(true);
      },
      sleep(reason) {
        socket.doubt(reason);
        networkChanged?.(false);
      },
    },
  );

  return {
    socket,
    get known() {
      return known;
    },
    know,
    close(reason) {
      stopWaking();
      socket.close(reason);
    },
  };
}
