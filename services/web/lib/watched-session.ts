import type { ApiClient } from '@ringback/shared/client/api-client';
import { createDebugLog } from '@ringback/shared/client/debug-log';
import type { Connection } from '@ringback/shared/client/return-plan';
import type { SessionId } from '@ringback/shared/contract/ids';
import { isReportPending } from '@ringback/shared/contract/report-status';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { type FollowedSession, followSession } from './followed-session.ts';
import { createPageState } from './page-state.ts';
import { createRemoteLevels, type RemoteLevels } from './remote-levels.ts';
import { type SharedReport, watchSharedReport } from './shared-report.ts';

/** What a coach's page shows. A new object whenever something changed. */
export interface WatchedState {
  connection: Connection;
  view: SessionView | null;
  report: SharedReport;
}

/** A session watched by a shared link, without audio or commands. */
export interface WatchedSession {
  readonly state: WatchedState;
  subscribe(listener: () => void): () => void;
  retryNow(): void;
  /** How loud both sides are. */
  readonly levels: RemoteLevels;
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
  const { sessionId, token, api, socketUrl } = options;
  const log = createDebugLog({ sessionId });
  const page = createPageState<WatchedState>({
    connection: { phase: 'idle' },
    view: null,
    report: { type: 'unknown' },
  });
  let firstTicket: string | undefined = options.firstTicket;
  let followed: FollowedSession | null = null;

  const levels = createRemoteLevels();
  const report = watchSharedReport({
    ...{ token, api, log },
    isHidden: () => document.hidden,
    changed(found) {
      page.update({ report: found });
      const isOver = page.current.connection.phase === 'closed';
      if (found.type !== 'shared' || !isOver) return;
      // The report is being made, or words were corrected: the log tells that.
      const { answer } = found;
      if (isReportPending(answer) || answer.revision > (followed?.known?.revision ?? 0)) follow();
    },
  });

  function viewChanged(view: SessionView): void {
    const settled = page.current.view?.report.versions.length ?? 0;
    page.update({ view });
    // A call's end, a version that is settled, a link that shows more or less than before.
    if (view.phase === 'closed' && settled !== view.report.versions.length) report.look();
  }

  function follow(): void {
    followed?.close('followed anew');
    const ticket = firstTicket;
    firstTicket = undefined;
    followed = followSession({
      ...{ sessionId, socketUrl, firstTicket: ticket, viewChanged, log },
      received(message) {
        if (message.type === 'levels') levels.take(message);
      },
      fetchTicket: async () => (await api.shareTicket(token)).ticket,
      connectionChanged(connection) {
        if (connection.phase === 'closed' && connection.reason === 'left') return;
        page.update({ connection });
        if (connection.phase === 'closed' && connection.reason === 'session_closed') report.look();
      },
    });
  }

  follow();
  return {
    get state() {
      return page.current;
    },
    subscribe: page.subscribe,
    levels,
    retryNow: () => followed?.socket.retryNow('asked for'),
    close(reason) {
      report.close();
      levels.close();
      followed?.close(reason);
      page.leave();
    },
  };
}
