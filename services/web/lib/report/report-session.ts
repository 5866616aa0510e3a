import type { ApiClient } from '@ringback/shared/client/api-client';
import { createDebugLog } from '@ringback/shared/client/debug-log';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { newOperationId } from '@ringback/shared/client/operation-id';
import { toBackoffMs } from '@ringback/shared/client/reconnect-policy';
import type { Connection } from '@ringback/shared/client/return-plan';
import type { ReportAnswer } from '@ringback/shared/contract/http-api';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { SelfRating, SessionView } from '@ringback/shared/contract/session-view';
import { isFactPending, isResultPending } from '@ringback/shared/contract/stronger-answer';
import { type FollowedSession, followSession } from '../followed-session.ts';
import { createPageState } from '../page-state.ts';
import { tryAgainUnanswered } from '../try-again.ts';

/** What the page of a report shows; a new object whenever something changed. */
export interface ReportPageState {
  connection: Connection;
  view: SessionView | null;
  /** The version that is shown; null while there is none. */
  answer: ReportAnswer | null;
  /** Why the report could not be read. */
  problem: ApiError | null;
}

/** One session's report as its page holds it: followed while it is made, read when it is there. */
export interface ReportSession {
  readonly state: ReportPageState;
  subscribe(listener: () => void): () => void;
  retryNow(): void;
  /** Reads the report that could not be read. */
  readAgain(): void;
  showVersion(version: number): void;
  /** These resolve when the server has it, and the page what became of it. @throws ApiError */
  makeAgain(): Promise<void>;
  rateSelf(rating: SelfRating): Promise<void>;
  dispute(version: number, findingId: string, reason: string): Promise<void>;
  correct(itemId: string, text: string): Promise<void>;
  giveFact(version: number, questionId: string, text: string): Promise<void>;
  hangUp(): Promise<void>;
  /** The page is left. Twice is safe. */
  close(reason: string): void;
}

const isSettled = (view: SessionView): boolean => view.phase === 'closed' && !isResultPending(view);

/** How much there is to read: reports and stronger answers that are settled. */
const settledIn = ({ report, givenFacts }: SessionView): string =>
  `${report.versions.length} ${givenFacts.filter((given) => !isFactPending(given)).length}`;

/** Connects at once where anything is still to come; a socket closes when the call does, and when the report and all stronger answers are settled. */
export function startReportSession(options: {
  sessionId: SessionId;
  api: ApiClient;
  socketUrl: string;
}): ReportSession {
  const { sessionId, api, socketUrl } = options;
  const log = createDebugLog({ sessionId });
  const page = createPageState<ReportPageState>({
    connection: { phase: 'idle' },
    view: null,
    answer: null,
    problem: null,
  });
  let followed: FollowedSession | null = null;
  let isLeft = false;
  /** Sockets in a row that closed before anything was settled. */
  let closes = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wanted: number | undefined;
  let reads = 0;
  /** What was settled when the report was read. */
  let settledRead = '0 0';

  async function load(): Promise<void> {
    const { view, revision } = await api.session(sessionId);
    const known = followed?.known;
    if (known && revision < known.revision) return;
    followed?.know({ view, revision });
  }

  function viewChanged(view: SessionView): void {
    page.update({ view });
    const settled = settledIn(view);
    if (settled === settledRead) return;
    settledRead = settled;
    void read();
  }

  async function read(): Promise<void> {
    reads += 1;
    const own = reads;
    try {
      const answer = await api.report(sessionId, wanted);
      // A later question may be answered first.
      if (own === reads) page.update({ answer, problem: null });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      log('report not read', { reason: error.code });
      if (own === reads) page.update({ problem: error });
    }
  }

  async function fetchTicket(): Promise<string> {
    if (page.current.view === null) await load();
    const { view } = page.current;
    if (view && isSettled(view)) throw new ApiError('session_closed', 'Settled.', { status: 410 });
    return (await api.ticket(sessionId)).ticket;
  }

  /** The call's socket closes with the call, and the report is told on another one. */
  async function closed(): Promise<void> {
    if (page.current.view && isSettled(page.current.view)) return;
    try {
      await load();
    } catch (error) {
      log('session not loaded', { reason: String(error) });
    }
    if (isLeft || (page.current.view && isSettled(page.current.view))) return;
    closes += 1;
    timer = setTimeout(follow, toBackoffMs(closes));
  }

  function follow(): void {
    clearTimeout(timer);
    const known = followed?.known ?? null;
    followed?.close('followed anew');
    followed = followSession({
      ...{ sessionId, socketUrl, firstTicket: undefined, fetchTicket, viewChanged, log },
      connectionChanged(connection) {
        if (isLeft || (connection.phase === 'closed' && connection.reason === 'left')) return;
        page.update({ connection });
        if (connection.phase === 'closed' && connection.reason === 'session_closed') void closed();
      },
    });
    if (known !== null) followed.know(known);
  }

  /** Asks until there is an answer; then the page knows what came of it. */
  async function ask(action: () => Promise<void>): Promise<void> {
    await tryAgainUnanswered(action);
    await load();
  }

  /** Asks for something that is made, and follows it. */
  async function askFor(action: () => Promise<void>): Promise<void> {
    closes = 0;
    await ask(action);
    if (page.current.view && !isSettled(page.current.view)) follow();
  }

  follow();
  return {
    get state() {
      return page.current;
    },
    subscribe: page.subscribe,
    retryNow: () => followed?.socket.retryNow('asked for'),
    readAgain: () => void read(),
    showVersion(version) {
      wanted = version;
      void read();
    },
    async makeAgain() {
      const operationId = newOperationId();
      wanted = undefined;
      await askFor(() => api.makeReport(sessionId, operationId));
    },
    rateSelf(rating) {
      const operationId = newOperationId();
      return ask(() => api.rateSelf(sessionId, { operationId, ...rating }));
    },
    dispute(version, findingId, reason) {
      const operationId = newOperationId();
      return ask(() => api.dispute(sessionId, findingId, { operationId, version, reason }));
    },
    correct(itemId, text) {
      const operationId = newOperationId();
      return ask(() => api.correct(sessionId, itemId, { operationId, text }));
    },
    giveFact(version, questionId, text) {
      const operationId = newOperationId();
      return askFor(() => api.giveFact(sessionId, questionId, { operationId, version, text }));
    },
    hangUp() {
      const operationId = newOperationId();
      return tryAgainUnanswered(() => api.end(sessionId, operationId));
    },
    close(reason) {
      if (isLeft) return;
      isLeft = true;
      clearTimeout(timer);
      followed?.close(reason);
      page.leave();
    },
  };
}
