import type { DebugLog } from '@ringback/shared/client/debug-log';
import { ApiError, isFinalStatus } from '@ringback/shared/client/gateway-call';
import { closeCodes } from '@ringback/shared/contract/close-codes';
import type { ToCaller } from '@ringback/shared/contract/media-stream';
import { type MediaSocket, openMediaSocket, type Write } from './media-socket.ts';
import { createReattachClock } from './reattach-clock.ts';

/** The state of a media stream. `reattaching`: it was lost and is being opened again. */
export type AttachmentState = 'connecting' | 'attached' | 'reattaching';

export interface MediaAttachmentOptions {
  /** Telephony's `/browser/media`. */
  mediaUrl: string;
  /** A fresh single-use media token for every attachment. May throw ApiError. */
  fetchToken: () => Promise<string>;
  /** How long telephony waits for a lost stream, in ms. */
  reattachMs: number;
  /** Whether the browser removes the interviewer from what the microphone captures. */
  cancelsEcho: () => boolean;
  hear: (message: ToCaller, streamSid: string) => void;
  /** A stream of this page has begun. */
  started: (streamSid: string) => void;
  changed: (state: AttachmentState) => void;
  /** Final: the call is over, or could not be rejoined in time. */
  closed: (reason: 'ended' | 'lost') => void;
  log: DebugLog;
}

/** The media stream of one call. Opened at once, and again with a fresh token when it is lost. */
export interface MediaAttachment {
  readonly state: AttachmentState;
  /** The current stream's sid. Null while there is none. */
  readonly streamSid: string | null;
  /** When the sound was lost, in epoch ms of this browser. Null while there is sound. */
  readonly lostAt: number | null;
  /** Sends messages. Without a stream they are dropped. */
  say(write: Write): void;
  /**
   * Sends what is worthless when late. It is dropped while the socket accepts no data. If that lasts, the stream
   * counts as lost.
   */
  sayInTime(write: Write): void;
  /** The network is gone: nothing is heard on this stream any more, whatever TCP says. */
  doubt(reason: string): void;
  /**
   * The network may be gone. A stream that was heard lately is trusted. Any other counts as lost from now on, but is
   * only left once the next one is open: if the network works after all, nothing was cut.
   */
  suspect(reason: string): void;
  /** Skips the wait between two attempts. */
  retryNow(): void;
  /** Closes without a `stop`, so that the call can be rejoined. Twice is safe. */
  close(): void;
}

/** A stream that lived for less was probably refused: telephony answers a bad `start` by closing. */
const stableAfterMs = 2_000;
/**
 * The logs socket falls silent at least 6 s after its network does (two heartbeats of 5 s). Anything heard later
 * refutes the suspicion, and telephony says something every two seconds.
 */
const heardWithinMs = 5_000;

/** Connects at once. Everything that goes wrong ends in a state. */
export function startMediaAttachment(options: MediaAttachmentOptions): MediaAttachment {
  const { log, mediaUrl, cancelsEcho } = options;
  let attached: MediaSocket | undefined;
  let state: AttachmentState = 'connecting';
  /** Raised with every attempt, so that what an earlier one still delivers is ignored. */
  let generation = 0;
  const clock = createReattachClock(options.reattachMs);
  let heardAt = 0;
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
    attached?.retire();
    attached = undefined;
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
        // The session is over or never existed. No further token will be given for it.
        if (error instanceof ApiError && isFinalStatus(error.status)) finish('ended');
        else lost('no media token');
      },
    );
  }

  function open(token: string): void {
    detach();
    attached = openMediaSocket({
      ...{ mediaUrl, token, cancelsEcho },
      opening: options.started,
      started(streamSid) {
        log('media stream started', { streamSid });
        become('attached');
      },
      received(message, streamSid) {
        heard();
        if (message === null) log('media message was not understood');
        else options.hear(message, streamSid);
      },
      closed(code) {
        if (code === closeCodes.sessionClosed) finish('ended');
        else lost(`close code ${code}`);
      },
      silent: () => lost('no answer'),
    });
  }

  function lost(reason: string): void {
    const startedAt = attached?.startedAt ?? null;
    const wasStable = startedAt !== null && Date.now() - startedAt >= stableAfterMs;
    if ((wasStable && state === 'attached') || clock.lostAt === null) clock.begin();
    detach();
    log('media stream lost', { reason });
    const waitMs = clock.next();
    if (waitMs === null) {
      finish('lost');
      return;
    }
    become('reattaching');
    isWaiting = true;
    timer = setTimeout(attach, waitMs);
  }

  /** A suspected stream on which something arrives is well. The token that was fetched is not needed. */
  function heard(): void {
    heardAt = Date.now();
    if (state !== 'reattaching') return;
    generation += 1;
    become('attached');
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
      return state === 'attached' ? null : clock.lostAt;
    },
    say: (write) => attached?.say(write),
    sayInTime(write: Write): void {
      const isClogged = attached?.sayInTime(write) === 'clogged';
      if (isClogged && state === 'attached') lost('clogged');
    },
    doubt(reason) {
      if (!isClosed && state === 'attached') lost(reason);
    },
    suspect(reason: string): void {
      if (isClosed || state !== 'attached' || Date.now() - heardAt < heardWithinMs) return;
      log('media stream suspected', { reason });
      clock.begin();
      generation += 1;
      become('reattaching');
      openAnother();
    },
    retryNow() {
      if (!isClosed && isWaiting) attach();
    },
    close,
  };
}
