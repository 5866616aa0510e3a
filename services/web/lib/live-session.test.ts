import { createApiClient } from '@ringback/shared/client/api-client';
import type { LogsSocketOptions } from '@ringback/shared/client/logs-socket';
import type { SessionId } from '@ringback/shared/contract/ids';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CallSound } from './call-sound.ts';
import { startLiveSession } from './live-session.ts';

/** The two parts that a live session joins: what it asked of its sound, and how its socket reports. */
const parts = vi.hoisted(() => ({ asked: [] as string[], socket: [] as LogsSocketOptions[] }));

vi.mock('./call-sound.ts', () => ({
  createCallSound: (): Partial<CallSound> => ({
    networkChanged: (isThere) => parts.asked.push(isThere ? 'there' : 'gone'),
    suspectNetwork: () => parts.asked.push('suspected'),
    close: () => undefined,
  }),
}));
vi.mock('@ringback/shared/client/logs-socket', () => ({
  startLogsSocket(options: LogsSocketOptions) {
    parts.socket.push(options);
    return { doubt: () => undefined, retryNow: () => undefined, close: () => undefined };
  },
}));

const window = new EventTarget();
let close: (reason: string) => void;

beforeEach(() => {
  vi.stubGlobal('window', window);
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  const addresses = { apiUrl: 'http://127.0.0.1', socketUrl: '', mediaUrl: '' };
  ({ close } = startLiveSession({
    sessionId: 'ses_aaaaaaaa' as SessionId,
    api: createApiClient(addresses.apiUrl),
    addresses,
    handover: null,
    reattachMs: 20_000,
  }));
});
afterEach(() => {
  close('test over');
  parts.asked.length = 0;
  parts.socket.length = 0;
  vi.unstubAllGlobals();
});

it('suspects the network of the sound when its socket falls silent, since not every dead network is reported', () => {
  parts.socket[0]?.silent?.();
  expect(parts.asked).toEqual(['suspected']);
});

it('leaves the sound alone when its socket is lost in another way, since a gateway may restart', () => {
  parts.socket[0]?.changed({ phase: 'reconnecting', attempt: 1, sinceAt: 1, retryAt: 1 });
  expect(parts.asked).toEqual([]);
});

it('treats the sound as lost when the browser reports that the network is gone', () => {
  window.dispatchEvent(new Event('offline'));
  expect(parts.asked).toEqual(['gone']);
});
