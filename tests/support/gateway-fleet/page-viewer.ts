import { createApiClient } from '@ringback/shared/client/api-client';
import { createSender } from '@ringback/shared/client/gateway-call';
import { type LogsSocket, startLogsSocket } from '@ringback/shared/client/logs-socket';
import type { Connection } from '@ringback/shared/client/return-plan';
import { foldMessage, type KnownSession } from '@ringback/shared/client/session-fold';
import type { SessionId } from '@ringback/shared/contract/ids';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import { createCookieJar } from '../cookie-jar.ts';
import { gatewayPage } from '../gateways.ts';

/** A browser that runs the page's own client: its cookie, its requests, its sockets. */
export interface PageVisitor {
  readonly api: ReturnType<typeof createApiClient>;
  readonly cookie: string;
  watch(sessionId: SessionId): PageViewer;
  /** Cuts a viewer off. Its page finds no network until the signal comes. Resolves when it is cut. */
  goOffline(viewer: PageViewer, until: AbortSignal): Promise<void>;
  /** Closes every viewer and restores Node's globals. */
  close(): void;
}

/** What one page knows of a session, and how it came to know it. */
export interface PageViewer {
  readonly socket: LogsSocket;
  readonly connection: Connection;
  readonly known: KnownSession | null;
  /** Revisions of the events it was told, in order. */
  readonly revisions: readonly number[];
  /** The revision of each whole view. */
  readonly snapshots: readonly number[];
  /** When the log last told it something, in epoch ms. */
  readonly toldAt: number;
  /** The longest that an event took from its commit to this page, in ms. */
  readonly greatestLagMs: number;
  /** Epoch ms of every change of the connection. */
  readonly story: readonly { phase: Connection['phase']; at: number }[];
  /** Its connection is lost. */
  drop(): void;
  close(): void;
}

/**
 * One at a time in a test file, because the client finds `WebSocket` in the globals. With `as` it is the browser that
 * has this cookie. Without, a new one.
 */
export async function visitAsPage(
  gatewayUrl: string,
  as: { readonly cookie: string } | null = null,
): Promise<PageVisitor> {
  const jar = createCookieJar();
  const cookie = () => as?.cookie ?? jar.header;
  const send: typeof fetch = async (input, init) => {
    const headers = { ...init?.headers, origin: gatewayPage, connection: 'close', cookie: cookie() };
    const answer = await fetch(input, { ...init, headers });
    jar.keep(answer);
    return answer;
  };
  if (as === null) await createSender(gatewayUrl, send)({ method: 'POST', path: '/api/candidate' });
  /** By address: each viewer has its own. */
  const open = new Map<string, WebSocket>();
  class PageSocket extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { origin: gatewayPage, cookie: cookie() }, perMessageDeflate: false });
      open.set(url, this);
      // A browser's socket that is closed early says so by its close alone.
      this.on('error', () => {});
    }
  }
  vi.stubGlobal('WebSocket', PageSocket);
  const api = createApiClient(gatewayUrl, send);
  const socketUrl = `${gatewayUrl.replace(/^http/, 'ws')}/logs`;
  const viewers = new Set<PageViewer>();
  let viewersMade = 0;
  const offline = new WeakMap<PageViewer, AbortSignal>();
  const cutOff = (viewer: PageViewer | null) => viewer !== null && offline.get(viewer)?.aborted === false;

  function watch(sessionId: SessionId): PageViewer {
    let known: KnownSession | null = null;
    let toldAt = 0;
    let greatestLagMs = 0;
    const revisions: number[] = [];
    const snapshots: number[] = [];
    const story: { phase: Connection['phase']; at: number }[] = [];
    const ownUrl = `${socketUrl}?viewer=${++viewersMade}`;
    // The first ticket is requested before there is a viewer.
    let self: PageViewer | null = null;
    const socket = startLogsSocket({
      sessionId,
      socketUrl: ownUrl,
      async fetchTicket() {
        if (cutOff(self)) throw new Error('offline');
        return (await api.ticket(sessionId)).ticket;
      },
      revision: () => known?.revision,
      receive(message) {
        const isAside = message.type === 'watched' || message.type === 'levels';
        if (isAside || message.type === 'call.status_changed') return 'taken';
        if (message.type === 'welcome' && message.mode === 'snapshot') snapshots.push(message.revision);
        if (message.type === 'event') {
          revisions.push(message.revision);
          toldAt = Date.now();
          greatestLagMs = Math.max(greatestLagMs, toldAt - message.event.at);
        }
        const folded = foldMessage(known, message);
        known = folded.known;
        return folded.outcome === 'gap' ? 'gap' : 'taken';
      },
      receiveUnknown: () => {},
      changed: ({ phase }) => story.push({ phase, at: Date.now() }),
      log: () => {},
    });
    const viewer: PageViewer = {
      socket,
      revisions,
      snapshots,
      story,
      get connection() {
        return socket.connection;
      },
      get known() {
        return known;
      },
      get toldAt() {
        return toldAt;
      },
      get greatestLagMs() {
        return greatestLagMs;
      },
      drop: () => open.get(ownUrl)?.terminate(),
      close() {
        viewers.delete(viewer);
        socket.close('test over');
      },
    };
    self = viewer;
    viewers.add(viewer);
    return viewer;
  }

  return {
    api,
    get cookie() {
      return cookie();
    },
    watch,
    async goOffline(viewer, until) {
      offline.set(viewer, until);
      viewer.drop();
      await vi.waitFor(() => {
        if (viewer.connection.phase !== 'reconnecting') throw new Error('not yet cut');
      });
    },
    close() {
      for (const viewer of [...viewers]) viewer.close();
      vi.unstubAllGlobals();
    },
  };
}

/** What a viewer missed or was told twice. Null when every revision came once, in order, after its first view. */
export function findGap({ revisions, snapshots }: PageViewer, last: number): string | null {
  const [first = 0, ...more] = snapshots;
  if (more.length > 0) return `was given ${more.length} more whole views`;
  const wanted = Array.from({ length: last - first }, (_, index) => first + 1 + index);
  return revisions.join() === wanted.join()
    ? null
    : `was told ${revisions.join()} after ${first}, the log has ${last}`;
}
