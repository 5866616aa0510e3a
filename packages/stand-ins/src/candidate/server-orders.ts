import type { EventEmitter } from 'node:events';
import type { RawData } from 'ws';
import type { MediaStreamEvents, ReturnedMark } from './media-stream.ts';
import type { PlaybackBuffer } from './playback-buffer.ts';
import { readServerMessage, type Violation } from './server-message.ts';
import type { StreamWriter } from './stream-writer.ts';

const KEPT_VIOLATIONS = 100;
const KEPT_MARKS = 10_000;

/** Carries out, and remembers, what the server sends on a media stream. */
export interface ServerOrders {
  readonly marks: readonly ReturnedMark[];
  /** When each `clear` arrived, in ms since the stream started. */
  readonly clears: readonly number[];
  /** The first 100. `violationCount` counts all. */
  readonly violations: readonly Violation[];
  readonly violationCount: number;
  receive(data: RawData, isBinary: boolean): void;
  /** The audio before these marks was played, or cleared. */
  giveBack(names: readonly string[], isCleared: boolean): void;
  /** Gives back no more marks, as if they were lost on their way. */
  withholdMarks(): void;
}

export function createServerOrders(parts: {
  streamSid: string;
  playback: PlaybackBuffer;
  writer: StreamWriter;
  events: EventEmitter<MediaStreamEvents>;
  /** Since the stream started. */
  nowMs: () => number;
}): ServerOrders {
  const { streamSid, playback, writer, events, nowMs } = parts;
  const marks: ReturnedMark[] = [];
  const clears: number[] = [];
  const violations: Violation[] = [];
  let violationCount = 0;
  let marksAreLost = false;

  function giveBack(names: readonly string[], isCleared: boolean): void {
    for (const name of names) {
      const mark = { name, atMs: nowMs(), isCleared };
      if (marks.length < KEPT_MARKS) marks.push(mark);
      if (marksAreLost) continue;
      writer.send('mark', { mark: { name } });
      events.emit('mark', mark);
    }
  }

  function complain(violation: Violation): void {
    violationCount += 1;
    if (violations.length < KEPT_VIOLATIONS) violations.push(violation);
    events.emit('violation', violation);
  }

  return {
    marks,
    clears,
    violations,
    get violationCount() {
      return violationCount;
    },
    giveBack,
    receive(data, isBinary) {
      const message = readServerMessage(data, isBinary, streamSid);
      if ('kind' in message) complain(message);
      else if (message.type === 'mark') {
        if (playback.mark(message.name)) giveBack([message.name], false);
      } else if (message.type === 'clear') {
        clears.push(nowMs());
        giveBack(playback.clear(), true);
        events.emit('clear', nowMs());
      } else if (!playback.enqueue(message.audio)) {
        complain({ kind: 'buffer_overflow', code: 31931, detail: `${message.audio.length} bytes dropped` });
      }
    },
    withholdMarks() {
      marksAreLost = true;
    },
  };
}
