import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { closeCodes } from '@ringback/shared/contract/close-codes';
import { linkMaxMessageBytes } from '@ringback/shared/contract/media-link';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import { proveToTelephony } from '@ringback/shared/runtime/link-handshake';
import type { LinkSocket } from '@ringback/shared/runtime/link-socket';
import { refuseUpgrade, retireSocket } from '@ringback/shared/runtime/socket';
import { type WebSocket, WebSocketServer } from 'ws';
import type { BridgeMetrics } from '../bridge-metrics.ts';
import { type LinkParts, serveLink } from './serve-link.ts';

/** The most sockets that may wait for their proof. Each has two seconds. */
const mostStrangers = 64;

interface LinkServerOptions extends Omit<LinkParts, 'onLost'> {
  /** By these secrets telephony and bridge recognise each other. */
  secrets: KeyRing;
  /** This bridge as it is announced. */
  self: () => { instance: string; address: string };
  metrics: Pick<BridgeMetrics, 'linkDropped' | 'linkRefused'>;
}

/** Accepts media links from telephony instances that prove themselves. */
export function startLinkServer(options: LinkServerOptions): {
  upgrade(request: IncomingMessage, duplex: Duplex, head: Buffer): void;
  readonly links: number;
  close(): void;
} {
  const { secrets, self, logger, metrics } = options;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: linkMaxMessageBytes,
    perMessageDeflate: false,
  });
  const links = new Set<LinkSocket>();

  /** Sockets whose other side is not proven yet. */
  const strangers = new Set<WebSocket>();

  /** Before telephony has proven itself, nothing is read as a frame and nothing about a call is said. */
  function meet(socket: WebSocket): void {
    strangers.add(socket);
    proveToTelephony(
      socket,
      { secrets, ...self() },
      {
        onProven: ({ instance }) => {
          strangers.delete(socket);
          const onLost = (lost: LinkSocket) => links.delete(lost);
          links.add(serveLink(socket, instance, { ...options, onLost }));
        },
        onRefused: (reason) => {
          strangers.delete(socket);
          metrics.linkRefused.inc({ reason });
          logger.warn({ reason }, 'media link refused');
          retireSocket(socket, closeCodes.policyViolation, 'not proven');
        },
      },
    );
  }

  return {
    get links() {
      return links.size;
    },
    upgrade(request, duplex, head) {
      if (strangers.size >= mostStrangers) refuseUpgrade(duplex, 503, 'Service Unavailable');
      else server.handleUpgrade(request, duplex, head, meet);
    },
    close() {
      for (const link of links) link.close(closeCodes.restarting, 'restarting');
      for (const socket of strangers) socket.terminate();
      links.clear();
      server.close();
    },
  };
}
