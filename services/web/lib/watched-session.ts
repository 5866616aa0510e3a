import type { ApiClient } from '@ringback/shared/client/api-client';
import { createDebugLog } from '@ringback/shared/client/debug-log';
import type { Connection } from '@ringback/shared/client/return-plan';
import type { SessionId } from '@ringback/shared/contract/ids';
import { isReportPending } from '@ringback/shared/contract/report-status';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { type CoachDesk, type CoachDeskState, openCoachDesk } from './coach-desk.ts';
import { type FollowedSession, followSession } from './followed-session.ts';
import { createPageState } from './page-state.ts';
import { createRemoteLevels, type RemoteLevels } from './remote-levels.ts';
import { type SharedReport, watchSharedReport } from './shared-report.ts';
import { toClockAheadMs } from './ticket-clock.ts';

/** What a coach's page shows. A new object whenever something changed. */
export interface WatchedState {
  connection: Connection;
  view: SessionView | null;
  report: SharedReport;
  /** What the coach may do, and has left. */
  desk: CoachDeskState;
  /** How far this browser's clock is ahead of the server's, in ms. */
  clockAheadMs: number;
}

type Ticket = Pick<Awaited<ReturnType<ApiClient['shareTicket']>>, 'ticket' | 'expiresAt'>;

/** A session watched by a shared link, without audio or commands: its coach may leave notes and suggest topics. */
export interface WatchedSession {
  readonly state: WatchedState;
  readonly desk: CoachDesk;
  subscribe(listener: () => void): () => void;
  retryNow(): void;
  /** How loud both sides are. */
  readonly levels: RemoteLevels;
  /** The page is left. Twice is safe. */
  close(reason: string): void;
}

/** Connects at once. @param options.first came with the session's id. */
export function startWatchedSession(options: {
  sessionId: SessionId;
  first: Ticket;
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
    desk: { coaching: null },
    clockAheadMs: 0,
  });
  let firstTicket: string | undefined = take(options.first);
  let followed: FollowedSession | null = null;

  const levels = createRemoteLevels();
  const desk = openCoachDesk({ token, api, isHidden: () => document.hidden, log });
  desk.subscribe(() => page.update({ desk: desk.state }));

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

  function take({ ticket, expiresAt }: Ticket): string {
    page.update({ clockAheadMs: toClockAheadMs({ expiresAt }, Date.now()) });
    return ticket;
  }

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
      fetchTicket: async () => take(await api.shareTicket(token)),
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
    desk,
    subscribe: page.subscribe,
    levels,
    retryNow: () => followed?.socket.retryNow('asked for'),
    close(reason) {
      report.close();
      levels.close();
      desk.close();
      followed?.close(reason);
      page.leave();
    },
  };
}
