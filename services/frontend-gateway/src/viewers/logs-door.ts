import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { closeCodes } from '@ringback/shared/contract/close-codes';
import { maxClientMessageBytes } from '@ringback/shared/contract/viewer-protocol';
import type { LimitAnswer } from '@ringback/shared/redis/admission/limits';
import { createBoundedLog } from '@ringback/shared/runtime/bounded-log';
import type { Metrics } from '@ringback/shared/runtime/metrics';
import { isAllowedOrigin, refuseUpgrade } from '@ringback/shared/runtime/socket';
import { type WebSocket, WebSocketServer } from 'ws';
import { createTurns } from './turns.ts';
import type { Peer } from './viewer-admission.ts';
import type { Viewer, ViewerParts } from './viewer-parts.ts';
import { serveViewer } from './viewer-socket.ts';

const checkEveryMs = 250;
/** Browsers give up a connection that has not been welcomed within eight seconds. */
const mostWaitingMs = 5_000;
/** What is left of the ten seconds that a service has to close. */
const drainWithinMs = 6_000;
const drainStepMs = 100;

/** The door for logs sockets. It decides who comes in, and knows all who are in. */
export interface LogsDoor {
  /** Serves an upgrade of `/logs`. */
  admit(request: IncomingMessage, duplex: Duplex, head: Buffer): void;
  /** Dismisses those that have not been welcomed yet. */
  dismissWaiting(): void;
  /** Admits no more viewers and sends all of them to another gateway. Resolves when all sockets are closed. */
  drain(): Promise<void>;
  readonly viewers: number;
  close(): Promise<void>;
}

export function openLogsDoor(parts: {
  viewer: Omit<ViewerParts, 'onGone'>;
  allowedOrigins: readonly string[];
  /** 0 means no limit. */
  mostViewers: number;
  /** Who opens a socket, by its upgrade request. */
  identify: (request: IncomingMessage) => Omit<Peer, 'connection'>;
  /** Checks whether this network may connect again. */
  limit: (request: IncomingMessage) => Promise<LimitAnswer>;
  /** Upgrades a second; 0 means no limit. In a storm of returning browsers each waits its turn. */
  upgradesPerSecond: number;
  metrics: Metrics;
}): LogsDoor {
  const { viewer, allowedOrigins, mostViewers, identify, limit, metrics } = parts;
  const { logger } = viewer;
  const refused = createBoundedLog(logger);
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: maxClientMessageBytes,
    perMessageDeflate: false,
    clientTracking: false,
  });
  const viewers = new Set<Viewer>();
  /** Kept until the connection itself is gone, which may be later than its viewer. */
  const sockets = new Set<WebSocket>();
  let pending = 0;
  let draining = false;
  let drained: Promise<void> | null = null;
  const turns = createTurns(parts.upgradesPerSecond, mostWaitingMs);
  let tellEmpty = () => {};
  const empty = new Promise<void>((resolve) => {
    tellEmpty = resolve;
  });
  metrics.held('socket', () => sockets.size + pending);
  metrics.held('timer', () => [...viewers].reduce((sum, { timers }) => sum + timers, 0));
  const viewerParts: ViewerParts = { ...viewer, onGone };
  const refusals = metrics.counter('upgrades_refused_total', 'Refused logs sockets, by cause', ['cause']);

  const checks = setInterval(() => {
    for (const one of viewers) one.check();
  }, checkEveryMs);

  function refuse(duplex: Duplex, status: number, cause: string, headers?: Record<string, string>): void {
    refusals.inc({ cause });
    refused.say('info', { status, cause }, 'logs socket refused');
    refuseUpgrade(duplex, status, cause, headers);
  }

  function serve(socket: WebSocket, peer: Peer): void {
    sockets.add(socket);
    viewers.add(serveViewer(socket, peer, viewerParts));
  }

  function onGone(viewer: Viewer, socket: WebSocket): void {
    viewers.delete(viewer);
    // Retiring removes all listeners, so this one is added afterwards.
    queueMicrotask(() => socket.once('close', () => forget(socket)));
    if (socket.readyState === socket.CLOSED) forget(socket);
  }

  function forget(socket: WebSocket): void {
    sockets.delete(socket);
    if (draining && sockets.size === 0) tellEmpty();
  }

  async function decide(request: IncomingMessage, duplex: Duplex, head: Buffer): Promise<void> {
    const answer = await limit(request);
    if (duplex.destroyed) return;
    if (!answer.allowed) {
      const seconds = Math.ceil(answer.retryAfterMs / 1000);
      return refuse(duplex, 429, 'Too Many Requests', { 'Retry-After': String(seconds) });
    }
    const turn = await turns.wait(() => duplex.destroyed);
    if (turn === 'gone' || duplex.destroyed) return;
    if (turn === 'full' || draining || (mostViewers > 0 && sockets.size >= mostViewers)) {
      return refuse(duplex, 503, 'Service Unavailable', { 'Retry-After': '5' });
    }
    const peer = { ...identify(request), connection: duplex };
    server.handleUpgrade(request, duplex, head, (socket) => serve(socket, peer));
  }

  async function drainAll(): Promise<void> {
    draining = true;
    turns.close();
    await dismissSpread([...viewers]);
    // A retired socket is cut after two seconds at the latest, so this wait ends.
    if (sockets.size > 0) await empty;
  }

  return {
    admit(request, duplex, head) {
      if (!isAllowedOrigin(request, allowedOrigins)) return refuse(duplex, 403, 'Forbidden');
      // The browser may go away before the answer.
      const onError = () => duplex.destroy();
      duplex.on('error', onError);
      pending += 1;
      decide(request, duplex, head)
        .catch((error) => {
          logger.warn({ err: error }, 'upgrade could not be decided');
          if (!duplex.destroyed) refuse(duplex, 503, 'Service Unavailable');
        })
        .finally(() => {
          pending -= 1;
          duplex.off('error', onError);
        });
    },
    dismissWaiting() {
      for (const one of [...viewers]) if (one.isWaiting) sendAway(one);
    },
    drain() {
      drained ??= drainAll();
      return drained;
    },
    get viewers() {
      return viewers.size;
    },
    async close() {
      drained ??= drainAll();
      await drained;
      clearInterval(checks);
    },
  };
}

/**
 * A hundred a second, so that the gateways that take them over are not overrun, but never longer than
 * `drainWithinMs`.
 */
async function dismissSpread(all: readonly Viewer[]): Promise<void> {
  const steps = Math.min(Math.ceil(all.length / 10), drainWithinMs / drainStepMs);
  const each = Math.ceil(all.length / Math.max(1, steps));
  for (let start = 0; start < all.length; start += each) {
    if (start > 0) await wait(drainStepMs);
    for (const one of all.slice(start, start + each)) sendAway(one);
  }
}

function sendAway(viewer: Viewer): void {
  viewer.dismiss(closeCodes.restarting, 'come back at once');
}
