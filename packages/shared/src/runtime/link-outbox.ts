import { linkFrameTypes, linkMessageBytes, mostControlPayloadBytes } from '../contract/media-link.ts';
import { encodeFrames, frameBytes, type LinkFrame } from './link-frames.ts';

/** The most audio of one call that may wait for the link, about 50 s. Beyond it the call loses its own oldest audio. */
export const mostWaitingAudioBytes = 512 * 1024;
/** Control messages are never dropped. A call with more of them waiting cannot go on. */
const mostWaitingControlBytes = 256 * 1024;
/** While more than this is on its way to the peer, frames wait here, where each call has its own bound. */
const mostUnsentBytes = 1024 * 1024;

/** What waits until a link accepts it, in order, bounded for each call. */
export interface LinkOutbox {
  push(frame: LinkFrame): void;
  /** The socket has taken what it was given. */
  onWritten(): void;
  readonly isWaiting: boolean;
  close(): void;
}

/**
 * Collects the frames of one event-loop turn into few writes, because writes and wake-ups are what costs. Callers'
 * audio may wait for `packMs` longer, and leaves with whatever leaves sooner. `onDropped`:
 * this many pieces of one call's audio were dropped. `onOverflow`: a call has too many control messages waiting, or
 * too large a one, and cannot go on. What waited for it is dropped.
 */
export function createLinkOutbox(link: {
  write: (message: Buffer) => void;
  /** Bytes that were given to the socket but not sent. */
  unsentBytes: () => number;
  onDropped: (frames: number) => void;
  onOverflow: (channel: number) => void;
  packMs: number;
}): LinkOutbox {
  let waiting: LinkFrame[] = [];
  const bytes = new Map<number, { audio: number; control: number }>();
  let scheduled: NodeJS.Immediate | null = null;
  let packed: NodeJS.Timeout | null = null;
  let waitingBytes = 0;
  let isBlocked = false;

  const isAudio = ({ type }: LinkFrame) => type !== linkFrameTypes.control;

  /** The first waiting frames, as many as one message holds. */
  function takeMessage(): LinkFrame[] {
    let size = 0;
    const end = waiting.findIndex((frame) => {
      size += frameBytes(frame);
      return size > linkMessageBytes;
    });
    const count = end === -1 ? waiting.length : Math.max(1, end);
    const taken = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return taken;
  }

  function countOut(frames: readonly LinkFrame[]): void {
    for (const frame of frames) {
      const own = bytes.get(frame.channel);
      if (own === undefined) continue;
      own[isAudio(frame) ? 'audio' : 'control'] -= frameBytes(frame);
    }
  }

  function flush(): void {
    unschedule();
    while (waiting.length > 0 && link.unsentBytes() < mostUnsentBytes) {
      const frames = takeMessage();
      if (waiting.length === 0) bytes.clear();
      else countOut(frames);
      link.write(encodeFrames(frames));
    }
    isBlocked = waiting.length > 0;
    waitingBytes = waiting.reduce((sum, frame) => sum + frameBytes(frame), 0);
  }

  function unschedule(): void {
    if (scheduled !== null) clearImmediate(scheduled);
    if (packed !== null) clearTimeout(packed);
    scheduled = packed = null;
  }

  function schedule(): void {
    if (waiting.length > 0) scheduled ??= setImmediate(flush);
  }

  function scheduleFor({ type }: LinkFrame): void {
    const mayWait = link.packMs > 0 && type === linkFrameTypes.callerAudio && waitingBytes < linkMessageBytes;
    if (!mayWait) schedule();
    else if (scheduled === null) packed ??= setTimeout(flush, link.packMs);
  }

  /** Drops down to half at once, so that a call that stays above its bound does not cost a walk for each frame. */
  function dropOldestAudio(channel: number, own: { audio: number }): void {
    const before = waiting.length;
    waiting = waiting.filter((frame) => {
      if (frame.channel !== channel || !isAudio(frame) || own.audio <= mostWaitingAudioBytes / 2) return true;
      own.audio -= frameBytes(frame);
      return false;
    });
    link.onDropped(before - waiting.length);
  }

  function forget(channel: number): void {
    if (!bytes.delete(channel)) return;
    waiting = waiting.filter((frame) => frame.channel !== channel);
  }

  return {
    get isWaiting() {
      return waiting.length > 0;
    },
    push(frame) {
      const { channel } = frame;
      const own = bytes.get(channel) ?? { audio: 0, control: 0 };
      bytes.set(channel, own);
      waiting.push(frame);
      const size = frameBytes(frame);
      waitingBytes += size;
      own[isAudio(frame) ? 'audio' : 'control'] += size;
      if (own.audio > mostWaitingAudioBytes) dropOldestAudio(channel, own);
      const isTooLarge = !isAudio(frame) && size > mostControlPayloadBytes;
      if (isTooLarge || own.control > mostWaitingControlBytes) {
        forget(channel);
        link.onOverflow(channel);
      }
      scheduleFor(frame);
    },
    onWritten() {
      // What waits to be packed goes on waiting.
      if (isBlocked) schedule();
    },
    close() {
      unschedule();
      waiting = [];
      bytes.clear();
    },
  };
}
