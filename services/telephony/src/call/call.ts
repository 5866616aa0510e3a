import type { EndReason } from '@ringback/shared/contract/lifecycle';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { CommitJournal } from '@ringback/shared/redis/session/commit-journal';
import type { MediaLine } from '../media/media-line.ts';
import type { CallerMessage } from '../twilio/messages.ts';

/**
 * Hangs up the carrier's call, for as long as it takes within its own bound. With a grace the carrier may end it
 * by itself first.
 */
export type HangUp = (callSid: string, graceMs?: number) => Promise<void>;

/** `taken`: the call is served elsewhere, or is to be. */
export type AttachResult = 'ok' | 'second_stream' | 'ended' | 'taken';

/** One call on this instance: its media stream, its channel on the media link, its end. */
export interface CallActor {
  readonly journal: CommitJournal;
  readonly record: SessionRecord;
  /** Opens and configures the interviewer before anybody is on the line: while the phone rings. */
  prepare(): void;
  /** `takesOver`: whichever instance held the call has lost it, and is fenced off. */
  attach(line: MediaLine, takesOver?: boolean): Promise<AttachResult>;
  onCaller(line: MediaLine, message: CallerMessage): void;
  /** The stream's socket is gone without `stop`. */
  onLineLost(line: MediaLine): void;
  end(reason: EndReason): void;
  /** Gives the call to another instance, at the next pause of the conversation; without audio it stays until it has some. May be repeated. */
  handOver(): void;
  /** Ends the session because this instance leaves and no other one takes it over: after a word of apology. May be repeated. */
  shutDown(): void;
  readonly timers: number;
  readonly hasLease: boolean;
  /** Whether audio is coming in; without it only callbacks and the carrier's own record tell of the call. */
  readonly hasLine: boolean;
  /** Resolves when everything is let go. */
  readonly gone: Promise<void>;
}
