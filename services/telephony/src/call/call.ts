import type { EndReason } from '@ringback/shared/contract/lifecycle';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { CommitJournal } from '@ringback/shared/redis/session/commit-journal';
import type { MediaLine } from '../media/media-line.ts';
import type { CallerMessage } from '../twilio/messages.ts';

/**
 * Hangs up the carrier's call and keeps trying within its own bound. With a grace, the carrier may first end the call
 * by itself.
 */
export type HangUp = (callSid: string, graceMs?: number) => Promise<void>;

/** `taken`: another instance serves the call, or is about to. */
export type AttachResult = 'ok' | 'second_stream' | 'ended' | 'taken';

/** One call on this instance: its media stream, its channel on the media link, its end. */
export interface CallActor {
  readonly journal: CommitJournal;
  readonly record: SessionRecord;
  /** Opens and configures the interviewer before the candidate is on the line, while the phone rings. */
  prepare(): void;
  /** `takesOver`: the previous holder has lost the call and is fenced off. */
  attach(line: MediaLine, takesOver?: boolean): Promise<AttachResult>;
  onCaller(line: MediaLine, message: CallerMessage): void;
  /** The stream's socket closed without `stop`. */
  onLineLost(line: MediaLine): void;
  end(reason: EndReason): void;
  /**
   * Gives the call to another instance at the next pause in the conversation. A call without audio stays until it has
   * some. May be repeated.
   */
  handOver(): void;
  /** Apologises and ends the session, because this instance leaves and no other takes over. May be repeated. */
  shutDown(): void;
  readonly timers: number;
  readonly hasLease: boolean;
  /** Whether audio is coming in. Without it, only callbacks and the carrier's own record tell how the call is. */
  readonly hasLine: boolean;
  /** Resolves when everything is released. */
  readonly gone: Promise<void>;
}
