import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { closeCodes } from '@ringback/shared/contract/close-codes';
import type { ServiceParts } from '@ringback/shared/redis/service-parts';
import { redeemTicket } from '@ringback/shared/redis/tickets';
import { refuseUpgrade, retireSocket, watchPeer } from '@ringback/shared/runtime/socket';
import { type WebSocket, WebSocketServer } from 'ws';
import type { CallActor } from './call.ts';
import type { CallRegistry } from './call-registry.ts';
import { createMediaLine, type MediaLine } from './media-line.ts';
import type { TelephonyMetrics } from './telephony-metrics.ts';
import { type CallerMessage, parseCallerMessage } from './twilio/messages.ts';

const startLimitMs = 5_000;
const peerCheckMs = 5_000;
const mostMalformedPerSecond = 50;
/** Keys and the end of a call that come while its start is still looked at; audio of that time is of no use. */
const mostEarly = 16;
/** Real frames are 0.4 KiB; anything near this is no phone. */
const maxPayload = 64 * 1024;

type Upgrade = (request: IncomingMessage, duplex: Duplex, head: Buffer) => void;

/**
 * Where media streams come in, the carrier's and browsers' alike. A stream proves itself by the single-use
 * token in its `start`; what comes before, or from a second stream, changes nothing.
 */
export function createMediaDoor(options: {
  parts: ServiceParts;
  metrics: TelephonyMetrics;
  registry: CallRegistry;
}): {
  /** Upgrade handler for one path; `isAllowed` judges the request before 101, a refusal is a 403. */
  upgrade(isAllowed: (request: IncomingMessage) => boolean, kind: 'browser' | 'carrier'): Upgrade;
  readonly sockets: number;
  close(): void;
} {
  const { parts, metrics, registry } = options;
  const { logger } = parts;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload,
    perMessageDeflate: false,
    clientTracking: false,
  });
  /** Counted by their connections: a retired socket no longer tells when it is gone. */
  const sockets = new Set<WebSocket>();

  function serve(socket: WebSocket, kind: 'browser' | 'carrier'): void {
    let call: { actor: CallActor; line: MediaLine } | null = null;
    let starting = false;
    const early: CallerMessage[] = [];
    let malformed = 0;
    let second = 0;

    const refuse = (code: number, reason: string) => {
      release();
      metrics.stale.inc({ kind: `media_${reason.replaceAll(' ', '_')}` });
      logger.info({ reason, kind }, 'media stream refused');
      retireSocket(socket, code, reason);
    };
    const startLimit = setTimeout(() => refuse(closeCodes.policyViolation, 'no start'), startLimitMs);
    const stopWatching = watchPeer(socket, peerCheckMs, () => socket.terminate());
    function release(): void {
      clearTimeout(startLimit);
      stopWatching();
    }

    async function start(message: Extract<CallerMessage, { type: 'start' }>): Promise<void> {
      const grant = await redeemTicket(parts.redis, 'media', message.customParameters.token ?? '');
      if (grant === null) return refuse(closeCodes.policyViolation, 'token not known');
      const actor = await registry.open(grant.sessionId);
      if (actor === null) return refuse(closeCodes.policyViolation, 'session over');
      const { callSid } = actor.record;
      if (kind === 'carrier' && callSid !== null && callSid !== message.callSid) {
        return refuse(closeCodes.policyViolation, 'another call');
      }
      const line = createMediaLine(socket, message.streamSid);
      const attached = await actor.attach(line, grant.takesOver);
      if (attached === 'second_stream') return refuse(closeCodes.policyViolation, 'second stream');
      if (attached === 'taken') return refuse(closeCodes.tryLater, 'served elsewhere');
      if (attached === 'ended') return refuse(closeCodes.policyViolation, 'session over');
      clearTimeout(startLimit);
      call = { actor, line };
      logger.info({ sessionId: grant.sessionId, streamSid: message.streamSid, kind }, 'media stream started');
      for (const waiting of early.splice(0)) actor.onCaller(line, waiting);
      if (socket.readyState !== socket.OPEN) actor.onLineLost(line);
    }

    function countMalformed(): void {
      const now = Math.floor(Date.now() / 1000);
      malformed = now === second ? malformed + 1 : 1;
      second = now;
      metrics.stale.inc({ kind: 'media_malformed' });
      if (malformed <= mostMalformedPerSecond) return;
      if (call !== null) call.actor.onLineLost(call.line);
      refuse(closeCodes.policyViolation, 'too much that is malformed');
    }

    socket.on('message', (data, isBinary) => {
      if (isBinary) return countMalformed();
      const message = parseCallerMessage(data.toString());
      if (message.type === 'malformed') return countMalformed();
      if (message.type === 'connected' || message.type === 'unknown') return;
      if (call !== null) return call.actor.onCaller(call.line, message);
      if (message.type === 'start' && !starting) {
        starting = true;
        start(message).catch((error) => {
          logger.warn({ err: error }, 'media stream could not be started');
          refuse(closeCodes.tryLater, 'store away');
        });
      } else if (message.type === 'media') {
        if (!starting) refuse(closeCodes.policyViolation, 'media before start');
        else metrics.frames.inc({ direction: 'early' });
      } else if (starting && early.length < mostEarly) early.push(message);
    });
    socket.on('close', () => {
      release();
      call?.actor.onLineLost(call.line);
    });
    // `close` follows and tells the story.
    socket.on('error', (error) => logger.debug({ err: error }, 'media socket failed'));
  }

  return {
    get sockets() {
      return sockets.size;
    },
    upgrade: (isAllowed, kind) => (request, duplex, head) => {
      if (!isAllowed(request)) {
        metrics.stale.inc({ kind: `${kind}_upgrade_refused` });
        logger.warn({ kind }, 'media upgrade refused');
        refuseUpgrade(duplex, 403, 'Forbidden');
        return;
      }
      server.handleUpgrade(request, duplex, head, (socket) => {
        sockets.add(socket);
        duplex.once('close', () => sockets.delete(socket));
        serve(socket, kind);
      });
    },
    close() {
      for (const socket of sockets) retireSocket(socket, closeCodes.restarting, 'restarting');
      server.close();
    },
  };
}
