import type { Entry } from './protocol/conversation.ts';
import type { ConversationItem } from './protocol/conversation-item.ts';
import type { ProtocolError } from './protocol/protocol-error.ts';
import type { SessionConfiguration } from './protocol/session-configuration.ts';

/** An event as it passed; of audio only the size is kept. `atMs` counts from the opening of the session. */
export interface PassedEvent {
  atMs: number;
  type: string;
  audioBytes: number;
  event: Readonly<Record<string, unknown>>;
}

/** What happened in one session, and the doors by which a test takes part in it. */
export interface SessionRecord {
  readonly id: string;
  /** 0 for the first session of the server. */
  readonly index: number;
  readonly model: string;
  /** The merged configuration. */
  readonly session: SessionConfiguration;
  /** Client events in order; the oldest are dropped beyond the limit. */
  readonly received: readonly PassedEvent[];
  /** Server events in order, with the same limit. */
  readonly sent: readonly PassedEvent[];
  /** Errors that were sent: what the client did that OpenAI would refuse. */
  readonly violations: readonly ProtocolError[];
  readonly entries: readonly Entry[];
  readonly items: readonly ConversationItem[];
  /** Items that the client created before anything was said: what a reconnecting client replays. */
  readonly replayedItems: readonly ConversationItem[];
  /** Caller audio received in the whole session. */
  readonly audioPositionMs: number;
  /** How the connection ended, as this side saw it; null while it is open. */
  readonly closed: { code: number; reason: string } | null;
  /** Settles with the same. Never rejects. */
  readonly ended: Promise<{ code: number; reason: string }>;

  /** A caller's turn from begin to end, as if voice activity had found it. Throws while turn detection is off. */
  say(text: string, options?: { durationMs?: number }): void;
  /** Only the begin, for a barge-in at an exact moment. */
  beginSaying(): void;
  /** Only the end. `null`: the caller spoke, and the words are not known. */
  endSaying(text: string | null, options?: { durationMs?: number }): void;
  /** Closes as the real API does in its bad hours; 1006: the connection is cut without a close frame. */
  close(code?: 1000 | 1001 | 1006 | 1011 | 1012): void;
  /** From now on this session reads everything and sends nothing. */
  mute(): void;
  /** `session_expired`, then the close. */
  expire(): void;
  /** The first client event that fits, past or to come. Rejects when the session closes without one. */
  waitForReceived(type: string, fits?: (event: PassedEvent) => boolean): Promise<PassedEvent>;
  /** The first server event that fits, past or to come. Rejects when the session closes without one. */
  waitForSent(type: string, fits?: (event: PassedEvent) => boolean): Promise<PassedEvent>;
}
