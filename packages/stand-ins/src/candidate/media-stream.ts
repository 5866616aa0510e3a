/** What a caller can do on a media stream and learn from it. `openMediaStream` makes one. */
import type { EventEmitter } from 'node:events';
import type { HeardRecord } from './heard-record.ts';
import type { Violation } from './server-message.ts';

export interface MediaStreamOptions {
  /** `ws:` or `wss:`. */
  url: string;
  /** Headers of the upgrade, for example `origin` or `x-twilio-signature`. */
  headers?: Readonly<Record<string, string>>;
  /** They arrive as `start.customParameters`; the one-time token is `token`. */
  customParameters?: Readonly<Record<string, string>>;
  accountSid?: string;
  callSid?: string;
  streamSid?: string;
  openTimeoutMs?: number;
  /** How much of the server's audio may wait to be played; Twilio keeps about 10 minutes. */
  playbackLimitMs?: number;
  /** Called instead of ending the stream when the caller hangs up. The carrier then ends the whole call. */
  onHangUp?: () => void;
}

/** `stop` and 1000; 1000 without `stop`; or a TCP connection broken with neither `stop` nor a close frame. */
export type StreamEnding = 'stop' | 'no_stop' | 'broken';

/** How the socket ended. `by` is `network` when it broke without a close frame and not by our own doing. */
export interface StreamClosed {
  code: number;
  reason: string;
  by: 'caller' | 'server' | 'network';
}

/** A mark that came back. `isCleared`: because of a `clear`, so its audio was not heard. */
export interface ReturnedMark {
  name: string;
  atMs: number;
  isCleared: boolean;
}

export interface MediaStreamEvents {
  /** Every 20 ms: what is heard now (0xFF where there is nothing), and when, in ms since the stream started. */
  frame: [audio: Uint8Array, atMs: number];
  mark: [ReturnedMark];
  clear: [atMs: number];
  violation: [Violation];
  closed: [StreamClosed];
}

export interface MediaStreamClient {
  readonly streamSid: string;
  readonly callSid: string;
  readonly accountSid: string;
  readonly isOpen: boolean;
  /** Caller audio is still waiting to be said. */
  readonly isSpeaking: boolean;
  /** What was heard of the server's audio: only what was really played. */
  readonly heard: HeardRecord;
  readonly marks: readonly ReturnedMark[];
  /** When each `clear` arrived, in ms since the stream started. */
  readonly clears: readonly number[];
  /** The first 100 violations; `violationCount` counts all. */
  readonly violations: readonly Violation[];
  readonly violationCount: number;
  /** Frames that were sent, and frames that were dropped because the server was not reading. */
  readonly frames: Readonly<{ sent: number; dropped: number }>;
  readonly events: EventEmitter<MediaStreamEvents>;
  readonly closed: Promise<StreamClosed>;
  /** Audio of the server that waits to be played, in ms. */
  waitingMs(): number;
  /** Says µ-law audio after what is being said. True when all of it was sent, false when it was cut. */
  say(clip: Uint8Array): Promise<boolean>;
  /** Stops speaking in the middle. */
  hush(): void;
  /** Presses one key: `0-9`, `*`, `#`, `A-D`. */
  press(digit: string): void;
  /** Acts as a browser whose microphone stops giving sound, or gives it again. */
  loseMicrophone(isGone: boolean): void;
  /** Sends no frames for this long while the timestamps go on; `Infinity` for ever. */
  withholdFrames(ms: number): void;
  /** Returns no more marks, as if they were lost on their way. */
  withholdMarks(): void;
  /** The caller hangs up: sends `stop` and closes with 1000. Again: the same promise. */
  hangUp(): Promise<StreamClosed>;
  /** The network between the two breaks. Neither end has caused it, and neither reports it. */
  breakNetwork(): void;
  /** Ends the stream in one of the ways a carrier may. */
  end(ending: StreamEnding): Promise<StreamClosed>;
}
