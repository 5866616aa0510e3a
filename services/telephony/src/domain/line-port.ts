import type { PlaybackSend } from './playback.ts';

/** The sending side of one call's media stream. The call's machine compares lines and never calls them. */
export interface MediaStreamSender {
  readonly streamSid: string;
  /** The other end removes the interviewer's voice from what it sends. */
  readonly cancelsEcho: boolean;
  /** False when the peer has stopped reading. */
  send(sends: readonly PlaybackSend[]): boolean;
  clear(): void;
  /** Says that this end is alive. */
  sayAlive(): void;
  /** Lets go of the socket. Nothing is heard from it afterwards. */
  retire(code: number, reason: string): void;
}
