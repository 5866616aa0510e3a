import type { Entry } from './protocol/conversation.ts';
import type { ConversationItem } from './protocol/conversation-item.ts';
import type { ProtocolError } from './protocol/protocol-error.ts';
import type { SessionConfiguration } from './protocol/session-configuration.ts';

/** An event as it passed. Of audio only the size is kept. `atMs` counts from the opening of the session. */
export interface PassedEvent {
  atMs: number;
  type: string;
  audioBytes: number;
  event: Readonly<Record<string, unknown>>;
}

/** What happened in one session, and the means by which a test takes part in it. */
export interface SessionRecord {
  readonly id: string;
  /** 0 for the first session of the server. */
  readonly index: number;
  readonly model: string;
  /** The merged configuration. */
  readonly session: SessionConfiguration;
  /** Client events in order. The oldest are dropped beyond the limit. */
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
  /** How the connection ended, as this side saw it. Null while it is open. */
  readonly closed: { code: number; reason: string } | null;
  /** Settles with the same value. Never rejects. */
  readonly ended: Promise<{ code: number; reason: string }>;

  /** A caller's whole turn, as if voice activity detection had found it. Throws while turn detection is off. */
  say(text: string, options?: { durationMs?: number }): void;
  /** Only the beginning of a turn, for a barge-in at an exact moment. */
  beginSaying(): void;
  /** Only the end. `null`: the caller spoke, but the words are unknown. */
  endSaying(text: string | null, options?: { durationMs?: number }): void;
  /** Closes as the real API does in its bad hours; 1006: the connection is cut without a close frame. */
  close(code?: 1000 | 1001 | 1006 | 1011 | 1012): void;
  /** From now on this session reads everything and sends nothing. */
  mute(): void;
  /** `session_expired`, then the close. */
  expire(): void;
  /** The first matching client event, past or future. Rejects when the session closes without one. */
  waitForReceived(type: string, fits?: (event: PassedEvent) => boolean): Promise<PassedEvent>;
  /** The first matching server event, past or future. Rejects when the session closes without one. */
  waitForSent(type: string, fits?: (event: PassedEvent) => boolean): Promise<PassedEvent>;
}
