import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import type { LogsSocketOptions } from '@ringback/shared/client/logs-socket';
import type { ReportAnswer } from '@ringback/shared/contract/http-api';
import { noReport, type ReportStatus } from '@ringback/shared/contract/report-status';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sampleView } from '../../../../packages/shared/testing/report/sample-interview.ts';
import { sampleFacts, sampleReport } from '../../../../packages/shared/testing/report/sample-report.ts';
import { type ReportSession, startReportSession } from './report-session.ts';

/** The sockets that were opened, in their order. */
const sockets = vi.hoisted(() => [] as LogsSocketOptions[]);
vi.mock('@ringback/shared/client/logs-socket', () => ({
  startLogsSocket(options: LogsSocketOptions) {
    sockets.push(options);
    return { doubt: () => undefined, retryNow: () => undefined, close: () => undefined };
  },
}));

const settled = (version: number, state = 'ready'): Partial<ReportStatus> => ({
  ...{ state, version },
  versions: Array.from({ length: version }, (_, index) => ({
    ...{ version: index + 1, state, reason: null, settledAt: 1, hash: 'a'.repeat(64) },
  })),
});

/** The session as the server has it, and what it was asked. */
let server: { view: SessionView; revision: number };
let asked: string[];
let session: ReportSession;

function become(report: Partial<ReportStatus>, over: Partial<SessionView> = {}): void {
  const view = sampleView({ ...over, report: { ...noReport, ...report } });
  server = { view, revision: server.revision + 1 };
}

const answer = (version: number): ReportAnswer => ({
  ...{ ...noReport, revision: 1, hadInterview: true, state: 'ready', version, versions: [] },
  report: sampleReport({ version }),
  strongerAnswers: [],
});
const api = {
  async session() {
    asked.push('session');
    return server;
  },
  async ticket() {
    asked.push('ticket');
    return { ticket: 't', expiresAt: 0 };
  },
  async report(_id: string, version?: number) {
    asked.push(`report ${version ?? 'newest'}`);
    return answer(version ?? server.view.report.version);
  },
  async makeReport() {
    asked.push('make');
    become({ ...settled(1), state: 'queued', version: 2 });
  },
  async giveFact() {
    asked.push('give');
    become(settled(1), sampleFacts({ state: 'queued' }));
  },
  async rateSelf() {
    asked.push('rate');
    become(settled(1), { selfRating: { ratings: { substance: 3 }, sentence: '' } });
  },
} as Partial<ApiClient> as ApiClient;

/** What a socket does before it can connect: it wants a ticket, and says so when it gets none. */
async function connect(index: number): Promise<void> {
  const socket = sockets[index] as LogsSocketOptions;
  await socket.fetchTicket().catch((error: unknown) => {
    if (!(error instanceof ApiError)) throw error;
    socket.changed({ phase: 'closed', reason: 'session_closed' });
  });
  await vi.advanceTimersByTimeAsync(0);
}

function start(): void {
  session = startReportSession({ sessionId: server.view.sessionId, api, socketUrl: 'ws://x' });
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  sockets.length = 0;
  asked = [];
  server = { view: sampleView(), revision: 1 };
});
afterEach(() => {
  session.close('test over');
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('reads a settled report once, without a socket', async () => {
  become(settled(1));
  start();
  await connect(0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toEqual(['session', 'report newest']);
  expect(sockets).toHaveLength(1);
  expect(session.state.answer?.report?.version).toBe(1);
});

it('follows a report that is being made, and reads it when it is told to be ready', async () => {
  become({ state: 'working', version: 1 });
  start();
  await connect(0);
  expect(asked).toEqual(['session', 'ticket']);
  become(settled(1));
  const { view, revision } = server;
  sockets[0]?.receive({ type: 'welcome', mode: 'snapshot', revision, view });
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.at(-1)).toBe('report newest');
});

it('follows on another socket where the call’s own closed with the call, and not at once again and again', async () => {
  become({}, { phase: 'active', status: 'connected' });
  start();
  await connect(0);
  become({ state: 'queued', version: 1 });
  sockets[0]?.changed({ phase: 'closed', reason: 'session_closed' });
  await vi.advanceTimersByTimeAsync(100);
  expect(sockets).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(500);
  expect(sockets).toHaveLength(2);
  await connect(1);
  expect(asked.at(-1)).toBe('ticket');
});

it('follows a report that its candidate has made once more, and still shows the one before', async () => {
  become(settled(1));
  start();
  await connect(0);
  await session.makeAgain();
  expect(sockets).toHaveLength(2);
  await connect(1);
  expect(session.state.view?.report).toMatchObject({ state: 'queued', version: 2 });
  expect(session.state.answer?.report?.version).toBe(1);
});

it('follows a stronger answer from the fact that was given, and reads it when it is told to be there', async () => {
  become(settled(1));
  start();
  await connect(0);
  await session.giveFact(1, 'q1', 'By half.');
  expect(sockets).toHaveLength(2);
  await connect(1);
  expect(asked.at(-1)).toBe('ticket');
  become(settled(1), sampleFacts());
  const { view, revision } = server;
  sockets[1]?.receive({ type: 'welcome', mode: 'snapshot', revision, view });
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.at(-1)).toBe('report newest');
});

it('knows what was said of the report though its socket is closed', async () => {
  become(settled(1));
  start();
  await connect(0);
  await session.rateSelf({ ratings: { substance: 3 }, sentence: '' });
  expect(session.state.view?.selfRating?.ratings).toEqual({ substance: 3 });
});

it('shows the version that was asked for last, whichever answer comes last', async () => {
  become(settled(2));
  start();
  await connect(0);
  const late = vi
    .spyOn(api, 'report')
    .mockImplementationOnce(
      (_id, version) => new Promise((resolve) => setTimeout(() => resolve(answer(version ?? 0)), 1_000)),
    );
  session.showVersion(1);
  session.showVersion(2);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(session.state.answer?.report?.version).toBe(2);
  late.mockRestore();
});

it('says why a report could not be read, and reads it when asked', async () => {
  become(settled(1));
  const refused = vi
    .spyOn(api, 'report')
    .mockRejectedValueOnce(new ApiError('limited', 'Wait a moment.', { status: 429 }));
  start();
  await connect(0);
  expect(session.state).toMatchObject({ problem: { message: 'Wait a moment.' }, answer: null });
  session.readAgain();
  await vi.advanceTimersByTimeAsync(0);
  expect(session.state).toMatchObject({ problem: null, answer: { report: { version: 1 } } });
  refused.mockRestore();
});

it('asks for nothing any more when the page is left', async () => {
  become({ state: 'queued', version: 1 });
  start();
  await connect(0);
  sockets[0]?.changed({ phase: 'closed', reason: 'session_closed' });
  const before = asked.length;
  session.close('left');
  await vi.advanceTimersByTimeAsync(60_000);
  expect([sockets.length, asked.length]).toEqual([1, before]);
});
