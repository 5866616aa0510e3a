import { payloadMs } from '@ringback/shared/contract/audio';
import type { SessionId } from '@ringback/shared/contract/ids';
import {
  linkFrameTypes,
  type ToBridge,
  type ToTelephony,
  toBridgeSchema,
} from '@ringback/shared/contract/media-link';
import type { LinkFrame } from '@ringback/shared/runtime/link-frames';
import { type LinkSocket, startLinkSocket } from '@ringback/shared/runtime/link-socket';
import type { Logger } from '@ringback/shared/runtime/logger';
import { parseJson } from '@ringback/shared/runtime/parse-json';
import type { WebSocket } from 'ws';
import type { BridgeMetrics } from '../bridge-metrics.ts';
import type { CallerToModel } from '../media/caller-to-model.ts';
import type { BridgeActor } from '../session/bridge-actor.ts';
import type { TelephonySide } from '../session/telephony-side.ts';

/** What a channel needs of the bridge behind it. */
export interface LinkedBridge extends Pick<BridgeActor, 'onControl' | 'onLineLost' | 'handOver'> {
  readonly callerAudio: Pick<CallerToModel, 'take'>;
}

/** A telephony's request for a bridge for a session. */
export interface BridgeOrder {
  sessionId: SessionId;
  telephony: TelephonySide;
  /** The telephony's earlier bridge, whose session is taken without waiting for its lease. */
  insteadOf: string | undefined;
  /** The telephony brings what an earlier bridge left behind. */
  carries: boolean;
}

export type OpenResult =
  | { outcome: 'ok'; actor: LinkedBridge }
  | { outcome: 'refused'; reason: Extract<ToTelephony, { type: 'refused' }>['reason'] };

export interface LinkParts {
  logger: Logger;
  metrics: Pick<BridgeMetrics, 'linkDropped'>;
  openBridge: (order: BridgeOrder) => Promise<OpenResult>;
  onLost: (link: LinkSocket) => void;
}

/** Leads each channel of a proven telephony's link to the bridge of its session. */
export function serveLink(socket: WebSocket, telephony: string, parts: LinkParts): LinkSocket {
  const { logger, metrics, openBridge } = parts;
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
    const result = await openBridge({ sessionId, telephony: side, insteadOf, carries }).catch(
      (error): OpenResult => {
        logger.error({ err: error, sessionId }, 'session could not be taken');
        return { outcome: 'refused', reason: 'failed' };
      },
    );
    const frames = early.get(channel) ?? [];
    early.delete(channel);
    if (result.outcome === 'refused') {
      channels.delete(channel);
      link.sendControl(channel, { type: 'refused', reason: result.reason });
      return;
    }
    if (!link.isOpen) {
      result.actor.onLineLost();
      return;
    }
    channels.set(channel, result.actor);
    for (const frame of frames) deliver(result.actor, frame);
  }

  /** A channel that telephony has given up is not heard any more. */
  function deliver(actor: LinkedBridge, frame: LinkFrame): void {
    if (frame.type === linkFrameTypes.callerAudio) {
      actor.callerAudio.take(frame.payload, payloadMs(frame.payload));
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
      parts.onLost(link);
      logger.warn({ reason, calls: channels.size }, 'media link lost');
      for (const actor of channels.values()) actor?.onLineLost();
    },
  });
  return link;
}
