import type { SessionId } from '@ringback/shared/contract/ids';
import { hasRoom, type Instance } from '@ringback/shared/contract/instances';
import {
  type LinkCloseReason,
  linkFrameTypes,
  type ToBridge,
  type ToTelephony,
  toTelephonySchema,
} from '@ringback/shared/contract/media-link';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import type { LinkFrame } from '@ringback/shared/runtime/link-frames';
import { type LinkSocket, startLinkSocket } from '@ringback/shared/runtime/link-socket';
import type { Logger } from '@ringback/shared/runtime/logger';
import { parseJson } from '@ringback/shared/runtime/parse-json';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import { meetBridge } from './meet-bridge.ts';

/** What a call hears from its bridge. Nothing more comes after `onLost`. */
export interface ChannelListener {
  onControl(message: ToTelephony): void;
  onAudio(payload: string): void;
  onLost(reason: string): void;
  /** The bridge's heartbeat is late. The bridge may hang. */
  onQuiet(): void;
}

/** One call's channel on a link. */
export interface BridgeChannel {
  readonly bridge: string;
  control(message: ToBridge): void;
  audio(timestampMs: number, payload: string): void;
  /** Gives up the channel. Nothing is delivered afterwards. */
  close(reason: LinkCloseReason): void;
}

export interface OpeningCall {
  sessionId: SessionId;
  /** The bridge whose link was lost and from which this one takes the session over. */
  insteadOf: string | null;
  /** Whether this telephony instance has kept what no bridge has put on the record. */
  carries: boolean;
}

/** One pooled link per bridge instance, many calls on each. */
export interface BridgePool {
  open(bridge: Instance, call: OpeningCall, listener: ChannelListener): Promise<BridgeChannel>;
  readonly links: number;
  close(): void;
}

interface Link {
  socket: LinkSocket;
  channels: Map<number, ChannelListener>;
}

/**
 * Picks two bridges at random and takes the less loaded one. Null when none has room. `kept`: a bridge that may keep
 * this session's model, and has room for it however full it is.
 */
export function chooseBridge(
  bridges: readonly Instance[],
  { avoid, kept }: { avoid: ReadonlySet<string>; kept: string | null },
  random: () => number = Math.random,
): Instance | null {
  const keeper = bridges.find(({ instance }) => instance === kept);
  if (keeper !== undefined && !keeper.draining && keeper.address !== '') return keeper;
  const free = bridges.filter((bridge) => hasRoom(bridge) && !avoid.has(bridge.instance));
  const pick = () => free[Math.floor(random() * free.length)];
  const [one, other] = [pick(), pick()];
  if (one === undefined || other === undefined) return null;
  return one.load / one.capacity <= other.load / other.capacity ? one : other;
}

export function createBridgePool(options: {
  secrets: KeyRing;
  instance: string;
  logger: Logger;
  metrics: Pick<TelephonyMetrics, 'linkDropped' | 'linkRefused'>;
  /** For how long callers' audio may wait to leave together with that of other calls, in ms. */
  packMs?: number;
}): BridgePool {
  const { secrets, instance, logger, metrics, packMs = 0 } = options;
  const links = new Map<string, Promise<Link>>();
  let nextChannel = 1;

  function deliver(link: Link, frame: LinkFrame): void {
    const listener = link.channels.get(frame.channel);
    if (listener === undefined) return;
    if (frame.type === linkFrameTypes.interviewerAudio) {
      listener.onAudio(frame.payload);
      return;
    }
    const message = toTelephonySchema.safeParse(parseJson(frame.payload));
    if (message.success) listener.onControl(message.data);
    else logger.error({ channel: frame.channel }, 'link message was not understood');
  }

  /** This call's messages do not get through. It looks for another bridge, and the other calls go on. */
  function giveUp(link: Link, channel: number): void {
    const listener = link.channels.get(channel);
    if (!link.channels.delete(channel)) return;
    metrics.linkDropped.inc({ kind: 'call' });
    link.socket.sendControl(channel, { type: 'close', reason: 'no answer' });
    listener?.onLost('too much waits');
  }

  async function connect(bridge: Instance, name: string): Promise<Link> {
    const onRefused = (reason: string) => metrics.linkRefused.inc({ reason });
    const socket = await meetBridge(bridge, { secrets, instance, onRefused });
    const channels = new Map<number, ChannelListener>();
    const link: Link = {
      channels,
      socket: startLinkSocket(socket, {
        packMs,
        onFrame: (frame) => deliver(link, frame),
        onQuiet: () => {
          for (const listener of channels.values()) listener.onQuiet();
        },
        onOverflow: (channel) => giveUp(link, channel),
        onDropped: (frames) => metrics.linkDropped.inc({ kind: 'audio' }, frames),
        onSkipped: (frames) => metrics.linkDropped.inc({ kind: 'not_known' }, frames),
        onLost: (reason) => {
          links.delete(name);
          logger.warn({ reason, calls: channels.size }, 'media link lost');
          const listeners = [...channels.values()];
          channels.clear();
          for (const listener of listeners) listener.onLost(reason);
        },
      }),
    };
    return link;
  }

  function reach(bridge: Instance): Promise<Link> {
    const name = `${bridge.instance} ${bridge.address}`;
    const known = links.get(name);
    if (known !== undefined) return known;
    const connecting = connect(bridge, name);
    links.set(name, connecting);
    connecting.catch(() => links.delete(name));
    return connecting;
  }

  return {
    get links() {
      return links.size;
    },
    async open(bridge, { sessionId, insteadOf, carries }, listener) {
      const link = await reach(bridge);
      const channel = nextChannel++;
      link.channels.set(channel, listener);
      link.socket.sendControl(channel, {
        type: 'open',
        sessionId,
        instance,
        carries,
        ...(insteadOf === null ? {} : { insteadOf }),
      });
      return {
        bridge: bridge.instance,
        control: (message) => link.socket.sendControl(channel, message),
        audio: (timestampMs, payload) =>
          link.socket.sendAudio(channel, linkFrameTypes.callerAudio, timestampMs, payload),
        close(reason) {
          if (!link.channels.delete(channel)) return;
          link.socket.sendControl(channel, { type: 'close', reason });
        },
      };
    },
    close() {
      for (const connecting of links.values()) {
        connecting.then(
          (link) => link.socket.close(1000, 'restarting'),
          () => {},
        );
      }
      links.clear();
    },
  };
}
