import type { LogsSocketOptions, SessionMessage } from '@ringback/shared/client/logs-socket';
import type { KnownSession } from '@ringback/shared/client/session-fold';
import type { SessionEvent } from '@ringback/shared/contract/events';
import { candidateIdSchema, sessionIdSchema } from '@ringback/shared/contract/ids';
import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type FollowedSession, followSession } from './followed-session.ts';

/** How the logs socket is told things, and what was asked of it. */
const socket = vi.hoisted(() => ({ told: [] as LogsSocketOptions[], asked: [] as string[] }));
vi.mock('@ringback/shared/client/logs-socket', () => ({
  startLogsSocket(options: LogsSocketOptions) {
    socket.told.push(options);
    return {
      doubt: (reason: string) => socket.asked.push(`doubt: ${reason}`),
      retryNow: (reason: string) => socket.asked.push(`retry: ${reason}`),
      close: (reason: string) => socket.asked.push(`close: ${reason}`),
    };
  },
}));

const sessionId = sessionIdSchema.parse('ses_aaaaaaaa');
const configured: SessionEvent = {
  sessionId,
  at: 1_000,
  type: 'session.configured',
  ownerId: candidateIdSchema.parse('cand_0000001'),
  via: 'browser',
  jobConfiguration: jobConfigurationSchema.parse({ jobTitle: 'Baker' }),
  configurationHash: 'a'.repeat(64),
  previousSessionId: null,
  fleetGeneration: 0,
};
const started: SessionEvent = {
  sessionId,
  at: 1_001,
  type: 'media.started',
  streamSid: 'MZ1',
  instance: 'telephony-1' as never,
};
const event = (revision: number, of: SessionEvent): SessionMessage => ({
  type: 'event',
  revision,
  event: of,
});

const window = new EventTarget();
let views: SessionView[];
let received: string[];
let network: boolean[];
/** What was known each time a ticket was fetched. */
let fetched: (KnownSession | null)[];
let followed: FollowedSession;
const told = () => socket.told[0] as LogsSocketOptions;

beforeEach(() => {
  vi.stubGlobal('window', window);
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  [views, received, network, fetched] = [[], [], [], []];
  followed = followSession({
    sessionId,
    socketUrl: '',
    firstTicket: 'first',
    fetchTicket: async (known) => {
      fetched.push(known);
      return 'later';
    },
    viewChanged: (view) => views.push(view),
    received: (message) => received.push(`${message.type} of ${followed.known?.revision ?? 'nothing'}`),
    connectionChanged: () => undefined,
    networkChanged: (isThere) => network.push(isThere),
    log: () => undefined,
  });
});
afterEach(() => {
  followed.close('test over');
  socket.told.length = 0;
  socket.asked.length = 0;
  vi.unstubAllGlobals();
});

it('enters with the ticket it was given, and fetches each later one for what it knows by then', async () => {
  expect(await told().fetchTicket()).toBe('first');
  expect(fetched).toEqual([]);
  told().receive(event(1, configured));
  expect(await told().fetchTicket()).toBe('later');
  expect(fetched).toEqual([followed.known]);
});

it('shows each view once, and asks from the log position that it knows', () => {
  expect(told().receive(event(1, configured))).toBe('taken');
  expect(told().receive(event(1, configured))).toBe('taken');
  expect(told().receive(event(2, started))).toBe('taken');
  expect(views.map(({ streamSid }) => streamSid)).toEqual([null, 'MZ1']);
  expect(told().revision()).toBe(2);
  told().receiveUnknown(3);
  expect(told().revision()).toBe(3);
});

it('reports a gap and shows nothing for it', () => {
  told().receive(event(1, configured));
  expect(told().receive(event(3, started))).toBe('gap');
  expect(views).toHaveLength(1);
});

it('passes a message on once its content is known; a message that is not of the log changes no view', () => {
  told().receive({ type: 'watched', coaches: 1 });
  told().receive(event(1, configured));
  expect(received).toEqual(['watched of nothing', 'event of 1']);
  expect(views).toHaveLength(1);
});

it('wakes its socket when the network is back, doubts it when the network is gone, and releases both', () => {
  window.dispatchEvent(new Event('offline'));
  window.dispatchEvent(new Event('online'));
  followed.close('page left');
  window.dispatchEvent(new Event('online'));
  expect(socket.asked).toEqual(['doubt: offline', 'retry: online', 'close: page left']);
  expect(network).toEqual([false, true]);
});
