import { type ApiClient, createApiClient } from '@ringback/shared/client/api-client';
import type { SessionId } from '@ringback/shared/contract/ids';
import { defaultReattachMs } from '@ringback/shared/contract/media-stream';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import { takeHandover } from '../../services/web/lib/handover.ts';
import { type LiveSession, startLiveSession } from '../../services/web/lib/live-session.ts';
import { type SessionStart, startSession } from '../../services/web/lib/start-session.ts';
import { pageOrigin } from './stack.ts';

/** The page's own code without its pixels and its audio, in a browser that has only what the page needs. */
export interface PageBrowser {
  readonly api: ApiClient;
  /** Lines of the console, in order. */
  readonly lines: readonly { line: string; fields: Readonly<Record<string, unknown>> }[];
  start(start: SessionStart): Promise<SessionId>;
  /** Opens the live page of a session. */
  open(sessionId: SessionId): LiveSession;
  /** Leaves all pages and gives Node its globals back. */
  close(): void;
}

/** One at a time, because the page's code finds its browser in globals. */
export function openPageBrowser(gatewayUrl: string): PageBrowser {
  const lines: { line: string; fields: Record<string, unknown> }[] = [];
  const pages: LiveSession[] = [];
  const leaving = new AbortController();
  let cookie = '';
  class PageSocket extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { origin: pageOrigin, cookie } });
    }
  }
  const target = { addEventListener: () => {}, removeEventListener: () => {} };
  vi.stubGlobal('WebSocket', PageSocket);
  vi.stubGlobal('document', { ...target, visibilityState: 'visible' });
  vi.stubGlobal('window', target);
  const console_ = vi.spyOn(console, 'debug').mockImplementation((text: string) => {
    const at = text.indexOf(' {');
    lines.push({ line: text.slice(0, at), fields: JSON.parse(text.slice(at)) });
  });

  const send: typeof fetch = async (input, init) => {
    const headers = { ...init?.headers, origin: pageOrigin, ...(cookie === '' ? {} : { cookie }) };
    const answer = await fetch(input, { ...init, headers });
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return answer;
  };
  const api = createApiClient(gatewayUrl, send);
  const socketUrl = `${gatewayUrl.replace(/^http/, 'ws')}/logs`;

  return {
    api,
    lines,
    async start(start) {
      const sessionId = await startSession(api, start, { signal: leaving.signal });
      if (sessionId === null) throw new Error('The page was left before its session was started.');
      return sessionId;
    },
    open(sessionId) {
      const handover = takeHandover(sessionId);
      const addresses = { apiUrl: gatewayUrl, socketUrl, mediaUrl: '' };
      const page = startLiveSession({ sessionId, api, addresses, handover, reattachMs: defaultReattachMs });
      pages.push(page);
      return page;
    },
    close() {
      leaving.abort();
      for (const page of pages.splice(0)) page.close('test over');
      console_.mockRestore();
      vi.unstubAllGlobals();
    },
  };
}
