import type { Duplex } from 'node:stream';
import { payloadMs } from '@ringback/shared/contract/audio';
import { closeCodes } from '@ringback/shared/contract/close-codes';
import {
  aliveEveryMs,
  aliveParameter,
  echoCancellationParameter,
} from '@ringback/shared/contract/media-stream';
import { redeemTicket } from '@ringback/shared/redis/admission/tickets';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import type { BoundedLog } from '@ringback/shared/runtime/bounded-log';
import { retireSocket, watchPeer } from '@ringback/shared/runtime/socket';
import type { WebSocket } from 'ws';
import type { CallActor } from '../call/call-actor.ts';
import type { CallRegistry } from '../call/call-registry.ts';
import type { MediaStreamSender } from '../domain/line-port.ts';
import { type Arrived, createStreamGuard } from '../domain/stream-guard.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import { type CallerMessage, parseCallerMessage } from '../twilio/messages.ts';
import type { CallAudio } from './call-audio.ts';
import { createMediaStreamSender } from './media-stream-sender.ts';

/** Carrier and browser send their `start` as soon as the socket is open. */
const startWithinMs = 2_000;
/** How long the session store may take to check it. */
const startLimitMs = 5_000;
const peerCheckMs = 5_000;
/**
 * Messages kept while the start is still being checked: keys, and the end of a call. Audio from that time is useless.
 */
const mostEarly = 16;

export type StreamKind = 'browser' | 'carrier';

/** What serves all streams of an instance. */
export interface StreamOwner {
  parts: ServiceParts;
  metrics: TelephonyMetrics;
  registry: CallRegistry;
}

export interface StreamParts extends StreamOwner {
  /** The connection below the WebSocket. */
  connection: Duplex;
  /** The bounded log for what strangers cause. */
  refused: BoundedLog;
  /** The stream has proven whose it is and has its call. */
  onStarted: () => void;
}

interface ServedCall {
  actor: CallActor;
  /** The way of each frame. It does not go through the call's machine. */
  audio: Pick<CallAudio, 'onCaller'>;
  line: MediaStreamSender;
}

function tell({ actor, audio, line }: ServedCall, message: CallerMessage): void {
  if (message.type === 'stop') actor.onHungUp(line);
  else audio.onCaller(line, message);
}

function toArrived(message: CallerMessage): Arrived {
  if (message.type === 'media') return { kind: 'audio', ms: payloadMs(message.payload) };
  // An undocumented event of the carrier's does not count.
  const isNone = message.type === 'malformed' || message.type === 'unknown';
  return { kind: isNone ? 'malformed' : 'signal' };
}

/**
 * Serves one media stream. It proves itself by the single-use token in its `start`. Anything before that, or from a
 * second stream, changes nothing. A stream that sends more than its share has the excess dropped and is closed if it
 * goes on.
 */
export function serveMediaStream(socket: WebSocket, kind: StreamKind, streamParts: StreamParts): void {
  const { parts, metrics, registry, connection, refused, onStarted } = streamParts;
  const { logger } = parts;
  let call: ServedCall | null = null;
  let starting = false;
  const early: CallerMessage[] = [];
  const guard = createStreamGuard();

  const refuse = (code: number, reason: string) => {
    release();
    metrics.stale.inc({ kind: `media_${reason.replaceAll(' ', '_')}` });
    refused.say('info', { reason, kind }, 'media stream refused');
    retireSocket(socket, code, reason);
  };
  // After a stall of ours, messages waiting in the socket are read first.
  let startLimit = setTimeout(() => {
    setImmediate(() => !starting && refuse(closeCodes.policyViolation, 'no start'));
  }, startWithinMs);
  const stopWatching = watchPeer(socket, peerCheckMs, () => socket.terminate());
  let alive: NodeJS.Timeout | undefined;
  function release(): void {
    clearTimeout(startLimit);
    clearInterval(alive);
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
    const { streamSid, customParameters } = message;
    const cancelsEcho = kind === 'browser' && customParameters[echoCancellationParameter] === 'true';
    const line = createMediaStreamSender(socket, connection, { streamSid, cancelsEcho });
    const attached = await actor.attach(line, grant.takesOver);
    if (attached === 'second_stream') return refuse(closeCodes.policyViolation, 'second stream');
    if (attached === 'taken') return refuse(closeCodes.tryLater, 'served elsewhere');
    if (attached === 'ended') return refuse(closeCodes.policyViolation, 'session over');
    clearTimeout(startLimit);
    call = { actor, audio: actor.audio, line };
    onStarted();
    if (kind === 'browser' && customParameters[aliveParameter] === 'true') keepSayingAlive(line);
    logger.info({ sessionId: grant.sessionId, streamSid: message.streamSid, kind }, 'media stream started');
    for (const waiting of early.splice(0)) tell(call, waiting);
    if (socket.readyState !== socket.OPEN) actor.onLineLost(line);
  }

  /**
   * The gateway may hang, and the interviewer may listen for minutes. Then only this tells a page that its sound
   * works.
   */
  function keepSayingAlive(line: MediaStreamSender): void {
    alive = setInterval(() => {
      // A retired line says nothing about its end.
      if (socket.readyState === socket.OPEN) line.sayAlive();
      else clearInterval(alive);
    }, aliveEveryMs);
  }

  /** False when the message is more than this stream may bring. */
  function mayPass(arrived: Arrived): boolean {
    const verdict = guard.judge(arrived, performance.now());
    if (verdict === 'pass') return true;
    if (verdict.drop === 'excess') metrics.excess.inc({ kind });
    else metrics.stale.inc({ kind: 'media_malformed' });
    if (!verdict.close) return false;
    if (call !== null) call.actor.onLineLost(call.line);
    const what = verdict.drop === 'excess' ? 'too much audio' : 'too much that is malformed';
    refuse(closeCodes.policyViolation, what);
    // The rest of a flood is not worth reading.
    socket.pause();
    return false;
  }

  function begin(message: Extract<CallerMessage, { type: 'start' }>): void {
    starting = true;
    clearTimeout(startLimit);
    startLimit = setTimeout(() => refuse(closeCodes.tryLater, 'store slow'), startLimitMs);
    start(message).catch((error) => {
      refused.say('warn', { err: error }, 'media stream could not be started');
      refuse(closeCodes.tryLater, 'store away');
    });
  }

  socket.on('message', (data, isBinary) => {
    const message: CallerMessage = isBinary
      ? { type: 'malformed', reason: 'binary' }
      : parseCallerMessage(data.toString());
    if (!mayPass(toArrived(message))) return;
    if (message.type === 'connected') return;
    if (call !== null) return tell(call, message);
    if (message.type === 'start' && !starting) begin(message);
    else if (message.type === 'media') {
      if (!starting) refuse(closeCodes.policyViolation, 'media before start');
      else metrics.frames.inc({ direction: 'early' });
    } else if (starting && early.length < mostEarly) early.push(message);
  });
  socket.on('close', () => {
    release();
    call?.actor.onLineLost(call.line);
  });
  // `close` follows and reports the cause.
  socket.on('error', (error) => logger.debug({ err: error }, 'media socket failed'));
}
