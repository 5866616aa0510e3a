import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { closeCodes } from '@ringback/shared/contract/close-codes';
import { createBoundedLog } from '@ringback/shared/runtime/bounded-log';
import { networkOf } from '@ringback/shared/runtime/network-of';
import { refuseUpgrade, retireSocket } from '@ringback/shared/runtime/socket';
import { type WebSocket, WebSocketServer } from 'ws';
import { type CrowdSlot, createMediaCrowd } from './media-crowd.ts';
import { type StreamKind, type StreamOwner, serveMediaStream } from './media-stream.ts';

/**
 * A `start` has less than a kilobyte, a frame of audio 0.4 KiB. Anything larger does not come from a phone (close code
 * 1009).
 */
const maxPayload = 16 * 1024;

type Upgrade = (request: IncomingMessage, duplex: Duplex, head: Buffer) => void;

/** The door for media streams, the carrier's and browsers' alike. It limits how many come in. */
export function createMediaDoor(
  options: StreamOwner & {
    /** Browsers' sockets on this instance, in all and for one network; 0 means no limit. */
    most: { all: number; network: number };
    /** Trusted proxies before us. */
    proxyHops: number;
  },
): {
  /** Upgrade handler for one path. `isAllowed` judges the request before the 101. A refusal is a 403. */
  upgrade(isAllowed: (request: IncomingMessage) => boolean, kind: StreamKind): Upgrade;
  readonly sockets: number;
  close(): void;
} {
  const { parts, metrics, most, proxyHops } = options;
  const refused = createBoundedLog(parts.logger);
  const server = new WebSocketServer({
    noServer: true,
    maxPayload,
    perMessageDeflate: false,
    clientTracking: false,
  });
  /** Counted by connection, because a retired socket no longer tells when it is gone. */
  const sockets = new Set<WebSocket>();
  const crowd = createMediaCrowd(most);

  function forbid(duplex: Duplex, kind: StreamKind): void {
    metrics.stale.inc({ kind: `${kind}_upgrade_refused` });
    refused.say('warn', { kind }, 'media upgrade refused');
    refuseUpgrade(duplex, 403, 'Forbidden');
  }

  /** The carrier signs its request and opens no socket without a call of ours. */
  function findSlot(request: IncomingMessage, duplex: Duplex): CrowdSlot | null {
    const entered = crowd.enter(networkOf(request, proxyHops), performance.now());
    if (typeof entered !== 'string') {
      duplex.once('close', entered.leave);
      return entered;
    }
    metrics.upgradesRefused.inc({ cause: entered });
    refused.say('info', { cause: entered }, 'media socket refused');
    const headers = { 'Retry-After': '5' };
    if (entered === 'full') refuseUpgrade(duplex, 503, 'Service Unavailable', headers);
    else refuseUpgrade(duplex, 429, 'Too Many Requests', headers);
    return null;
  }

  return {
    get sockets() {
      return sockets.size;
    },
    upgrade: (isAllowed, kind) => (request, duplex, head) => {
      if (!isAllowed(request)) return forbid(duplex, kind);
      const slot = kind === 'browser' ? findSlot(request, duplex) : null;
      if (kind === 'browser' && slot === null) return;
      server.handleUpgrade(request, duplex, head, (socket) => {
        sockets.add(socket);
        duplex.once('close', () => sockets.delete(socket));
        serveMediaStream(socket, kind, {
          ...{ ...options, connection: duplex, refused },
          onStarted: () => slot?.started(),
        });
      });
    },
    close() {
      for (const socket of sockets) retireSocket(socket, closeCodes.restarting, 'restarting');
      server.close();
    },
  };
}
