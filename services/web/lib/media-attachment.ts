import type { DebugLog } from '@ringback/shared/client/debug-log';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { closeCodes } from '@ringback/shared/contract/close-codes';
import type { FromCaller, ToCaller } from '@ringback/shared/contract/media-stream';
import {
  createStreamWriter,
  newStreamSid,
  parseToCaller,
  type StreamWriter,
} from './media-stream-messages.ts';

/** Where a media stream stands: `reattaching` when it was lost and is opened again. */
export type AttachmentState = 'connecting' | 'attached' | 'reattaching';

export interface MediaAttachmentOptions {
  /** Telephony's `/browser/media`. */
  mediaUrl: string;
  /** A fresh single-use media token for every attachment; may throw ApiError. */
  fetchToken: () => Promise<string>;
  /** How long telephony waits for a stream that is lost, in ms. */
  reattachMs: number;
  /** Whether the microphone hears the interviewer too. */
  cancelsEcho: () => boolean;
  hear: (message: ToCaller, streamSid: string) => void;
  /** A stream of this page has begun. */
  started: (streamSid: string) => void;
  changed: (state: AttachmentState) => void;
  /** For good: the call is over, or could not be taken up again in time. */
  closed: (reason: 'ended' | 'lost') => void;
  log: DebugLog;
}

/** The media stream of one call: opened at once, and again with a fresh token when it is lost. */
export interface MediaAttachment {
  readonly state: AttachmentState;
  /** Of the stream that stands; null while none does. */
  readonly streamSid: string | null;
  /** When the sound was lost, in epoch ms of this browser; null while it is there. */
  readonly lostAt: number | null;
  /** Sends messages; without a stream they are dropped. */
  say(write: (writer: StreamWriter) => FromCaller[]): void;
  /** Sends what is worth nothing when it is late: dropped while the stream takes nothing, which for long is a loss. */
  sayInTime(write: (writer: StreamWriter) => FromCaller[]): void;
  /** The network is gone: nothing is heard on this stream any more, whatever TCP says. */
  doubt(reason: string): void;
  /**
   * The network may be gone. A stream that was heard lately is believed. Another one counts as lost from now on, but
   * is left only for the next one: if the network is well after all, nothing was cut.
   */
  suspect(reason: string): void;
  /** Cuts a wait between two attempts short. */
  retryNow(): void;
  /** Without a `stop`, after which the call may be taken up again. Twice is safe. */
  close(): void;
}

/** Telephony may notice a loss later than this page, and its promise begins then. */
const noticedWithinMs = 8_000;
const firstWaitMs = 300;
const longestWaitMs = 2_000;
const openWithinMs = 5_000;
/** A stream that lived shorter was probably refused: telephony answers a bad `start` by closing. */
const stableAfterMs = 2_000;
/** About 4 s of frames: a socket that does not take them is clogged, and dead when it stays so. */
const sendLimitBytes = 64 * 1024;
const cloggedForMs = 4_000;
/**
 * The logs socket falls silent at least 6 s after its network (two heartbeats of 5 s): later words refute that, and
 * telephony says something every two seconds.
 */
const heardWithinMs = 5_000;

interface Attached {
  socket: WebSocket;
  streamSid: string;
  writer: StreamWriter;
  startedAt: number | null;
}

/** The session is over or was never there: no token will be given for it again. */
const isFinalRefusal = (error: unknown): boolean =>
  error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;

/** Connects at once; everything that goes wrong ends in a state. */
export function startMediaAttachment(options: MediaAttachmentOptions): MediaAttachment {
  const { log } = options;
  let attached: Attached | undefined;
  let state: AttachmentState = 'connecting';
  /** Raised with every attempt: what an earlier one still brings is ignored. */
  let generation = 0;
  let lostAt: number | null = null;
  let heardAt = 0;
  let cloggedSince: number | null = null;
  /** Attempts since a stream was last stable. */
  let attempts = 0;
  let isWaiting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  function become(next: AttachmentState): void {
    if (state === next) return;
    state = next;
    options.changed(next);
  }

  function detach(): void {
    generation += 1;
    clearTimeout(timer);
    cloggedSince = null;
    const retired = attached?.socket;
    attached = undefined;
    if (!retired) return;
    retired.onopen = retired.onmessage = retired.onclose = null;
    retired.close(1000);
  }

  function close(): void {
    isClosed = true;
    detach();
  }

  function finish(reason: 'ended' | 'lost'): void {
    if (isClosed) return;
    close();
    options.closed(reason);
  }

  function attach(): void {
    detach();
    isWaiting = false;
    openAnother();
  }

  function openAnother(): void {
    const own = generation;
    options.fetchToken().then(
      (token) => {
        if (own === generation && !isClosed) open(token);
      },
      (error: unknown) => {
        if (own !== generation || isClosed) return;
        if (isFinalRefusal(error)) finish('ended');
        else lost('no media token');
      },
    );
  }

  function open(token: string): void {
    detach();
    const streamSid = newStreamSid();
    const socket = new WebSocket(options.mediaUrl);
    const own: Attached = { socket, streamSid, writer: createStreamWriter(streamSid), startedAt: null };
    attached = own;
    timer = setTimeout(() => lost('no answer'), openWithinMs);
    socket.onopen = () => {
      clearTimeout(timer);
      options.started(streamSid);
      own.startedAt = Date.now();
      const opening = { token, cancelsEcho: options.cancelsEcho() };
      for (const message of [own.writer.connected(), own.writer.start(opening)]) transmit(own, message);
      log('media stream started', { streamSid });
      become('attached');
    };
    socket.onmessage = ({ data }) => {
      heard();
      const message = parseToCaller(data, streamSid);
      if (message === null) log('media message not understood');
      else options.hear(message, streamSid);
    };
    socket.onclose = ({ code }) => {
      if (code === closeCodes.sessionClosed) finish('ended');
      else lost(`close code ${code}`);
    };
  }

  function transmit({ socket }: Attached, message: FromCaller): void {
    // Between the other side's close and its event a socket takes nothing any more.
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }

  function lost(reason: string): void {
    const startedAt = attached?.startedAt ?? null;
    const wasStable = startedAt !== null && Date.now() - startedAt >= stableAfterMs;
    if ((wasStable && state === 'attached') || lostAt === null) {
      lostAt = Date.now();
      attempts = 0;
    }
    detach();
    log('media stream lost', { reason });
    if (Date.now() - lostAt >= options.reattachMs + noticedWithinMs) {
      finish('lost');
      return;
    }
    become('reattaching');
    isWaiting = true;
    timer = setTimeout(attach, Math.min(firstWaitMs * 2 ** attempts, longestWaitMs));
    attempts += 1;
  }

  function suspect(reason: string): void {
    if (isClosed || state !== 'attached' || Date.now() - heardAt < heardWithinMs) return;
    log('media stream suspected', { reason });
    lostAt = Date.now();
    attempts = 0;
    generation += 1;
    become('reattaching');
    openAnother();
  }

  /** A suspected stream that brings something is well: the token that was asked for is not needed. */
  function heard(): void {
    heardAt = Date.now();
    if (state !== 'reattaching') return;
    generation += 1;
    become('attached');
  }

  function say(write: (writer: StreamWriter) => FromCaller[]): void {
    if (!attached?.startedAt) return;
    for (const message of write(attached.writer)) transmit(attached, message);
  }

  function sayInTime(write: (writer: StreamWriter) => FromCaller[]): void {
    if ((attached?.socket.bufferedAmount ?? 0) <= sendLimitBytes) {
      cloggedSince = null;
      say(write);
      return;
    }
    cloggedSince ??= Date.now();
    if (state === 'attached' && Date.now() - cloggedSince >= cloggedForMs) lost('clogged');
  }

  attach();
  return {
    get state() {
      return state;
    },
    get streamSid() {
      return attached?.startedAt ? attached.streamSid : null;
    },
    get lostAt() {
      return state === 'attached' ? null : lostAt;
    },
    say,
    sayInTime,
    doubt(reason) {
      if (!isClosed && state === 'attached') lost(reason);
    },
    suspect,
    retryNow() {
      if (!isClosed && isWaiting) attach();
    },
    close,
  };
}
