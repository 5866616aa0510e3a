import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { closeCodes } from '@ringback/shared/contract/close-codes';
import type { SessionId } from '@ringback/shared/contract/ids';
import {
  linkFrameTypes,
  linkMaxMessageBytes,
  type ToBridge,
  type ToTelephony,
  toBridgeSchema,
} from '@ringback/shared/contract/media-link';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import type { LinkFrame } from '@ringback/shared/runtime/link-frames';
import { proveToTelephony } from '@ringback/shared/runtime/link-handshake';
import { type LinkSocket, startLinkSocket } from '@ringback/shared/runtime/link-socket';
import type { Logger } from '@ringback/shared/runtime/logger';
import { parseJson } from '@ringback/shared/runtime/parse-json';
import { refuseUpgrade, retireSocket } from '@ringback/shared/runtime/socket';
import { type WebSocket, WebSocketServer } from 'ws';
import type { BridgeMetrics } from '../bridge-metrics.ts';
import type { BridgeActor } from '../session/bridge-actor.ts';
import type { TelephonySide } from '../session/telephony-side.ts';

/** The most sockets that may wait for their proof; each has two seconds. */
const mostStrangers = 64;

/** What a channel needs of the bridge behind it. */
export type LinkedBridge = Pick<BridgeActor, 'onControl' | 'onCallerAudio' | 'onLineLost' | 'handOver'>;

export type OpenResult =
  | { outcome: 'ok'; actor: LinkedBridge }
  | { outcome: 'refused'; reason: Extract<ToTelephony, { type: 'refused' }>['reason'] };

/** Accepts media links from telephony instances and connects each channel to its session's bridge. */
export function startLinkServer(options: {
  /** By these secrets telephony and bridge recognise each other. */
  secrets: KeyRing;
  /** This bridge as it is announced. */
  self: () => { instance: string; address: string };
  logger: Logger;
  metrics: Pick<BridgeMetrics, 'linkDropped' | 'linkRefused'>;
  openBridge: (
    sessionId: SessionId,
    telephony: TelephonySide,
    opened: { insteadOf: string | undefined; carries: boolean },
  ) => Promise<OpenResult>;
}): {
  upgrade(request: IncomingMessage, duplex: Duplex, head: Buffer): void;
  readonly links: number;
  close(): void;
} {
  const { secrets, self, logger, metrics, openBridge } = options;
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
          serve(socket, instance);
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

  function serve(socket: WebSocket, telephony: string): void {
    /** Null while the session is being taken. */
    const channels = new Map<number, LinkedBridge | null>();
    const early = new Map<number, LinkFrame[]>();

    async function open(channel: number, message: Extract<ToBridge, { type: 'open' }>): Promise<void> {
      const { sessionId, insteadOf, carries = false } = message;
      channels.set(channel, null);
      early.set(channel, []);
      const side: TelephonySide = {
        instance: telephony,
        control: (answer) => {
          link.sendControl(channel, answer);
          if (answer.type === 'closed') channels.delete(channel);
        },
        audio: (payload) => link.sendAudio(channel, linkFrameTypes.interviewerAudio, 0, payload),
      };
      const result = await openBridge(sessionId, side, { insteadOf, carries }).catch((error): OpenResult => {
        logger.error({ err: error, sessionId }, 'session could not be taken');
        return { outcome: 'refused', reason: 'failed' };
      });
      const frames = early.get(channel) ?? [];
      early.delete(channel);
      if (result.outcome === 'refused') {
        channels.delete(channel);
        link.sendControl(channel, { type: 'refused', reason: result.reason });
        return;
      }
      if (!link.open) {
        result.actor.onLineLost();
        return;
      }
      channels.set(channel, result.actor);
      for (const frame of frames) deliver(result.actor, frame);
    }

    /** Telephony is no longer heard on a channel that it has given up. */
    function deliver(actor: LinkedBridge, frame: LinkFrame): void {
      if (frame.type === linkFrameTypes.callerAudio) {
        actor.onCallerAudio(frame.payload);
        return;
      }
      const message = toBridgeSchema.safeParse(parseJson(frame.payload));
      if (message.success) {
        if (message.data.type === 'close') channels.delete(frame.channel);
        actor.onControl(message.data);
      } else logger.error({ channel: frame.channel }, 'link message was not understood');
    }

    const link = startLinkSocket(socket, {
      onFrame: (frame) => {
        const actor = channels.get(frame.channel);
        if (actor) deliver(actor, frame);
        else if (actor === null) {
          const waiting = early.get(frame.channel);
          // Audio from before the interview is useless. Only control messages are kept, and only a few.
          if (waiting && frame.type === linkFrameTypes.control && waiting.length < 16) waiting.push(frame);
        } else if (frame.type === linkFrameTypes.control) {
          const message = toBridgeSchema.safeParse(parseJson(frame.payload));
          if (message.success && message.data.type === 'open') void open(frame.channel, message.data);
        }
      },
      onOverflow: (channel) => {
        const actor = channels.get(channel);
        channels.delete(channel);
        metrics.linkDropped.inc({ kind: 'call' });
        // Telephony is told once everything is released, and finds another bridge.
        actor?.handOver();
      },
      onDropped: (frames) => metrics.linkDropped.inc({ kind: 'audio' }, frames),
      onSkipped: (frames) => metrics.linkDropped.inc({ kind: 'not_known' }, frames),
      onLost: (reason) => {
        links.delete(link);
        logger.warn({ reason, calls: channels.size }, 'media link lost');
        for (const actor of channels.values()) actor?.onLineLost();
      },
    });
    links.add(link);
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
