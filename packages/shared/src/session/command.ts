import type { SessionEvent } from '../contract/events.ts';
import type { InstanceId, ServiceName } from '../contract/ids.ts';
import type { JobConfiguration } from '../contract/job-configuration.ts';
import type { EndReason } from '../contract/lifecycle.ts';

/** An event before it has a session and a time. */
export type Bare<T> = T extends SessionEvent ? Omit<T, 'sessionId' | 'at'> : never;
export type Fact = Bare<
  Exclude<
    SessionEvent,
    { type: 'session.configured' | 'session.ended' | 'session.closed' | 'session.released' }
  >
>;

/** What a service may ask of an existing session. */
export type Command =
  | { type: 'record'; facts: readonly Fact[] }
  | { type: 'change_configuration'; jobConfiguration: JobConfiguration; configurationHash: string }
  | { type: 'end'; reason: EndReason }
  | { type: 'release'; service: ServiceName; instance: InstanceId }
  /** Moves on a session whose phase is over at `nowMs`, by the sender's clock. Leaves any other alone. */
  | { type: 'expire'; nowMs: number }
  | { type: 'close' };

interface CommandKind {
  /** Also allowed for a session that began before the last reset, and for one whose log is full. */
  mayAlways: boolean;
  /** Nothing comes after it, so it also closes a session whose record cannot be read. */
  closes: boolean;
  /** It works even when Redis is out of memory. */
  isUrgent: boolean;
}

/** What holds for a command wherever it is handled. A new command without a decision does not compile. */
export const commandKinds: Readonly<Record<Command['type'], CommandKind>> = {
  record: { mayAlways: false, closes: false, isUrgent: false },
  change_configuration: { mayAlways: false, closes: false, isUrgent: false },
  end: { mayAlways: true, closes: true, isUrgent: true },
  release: { mayAlways: true, closes: false, isUrgent: true },
  expire: { mayAlways: false, closes: true, isUrgent: true },
  close: { mayAlways: false, closes: true, isUrgent: true },
};
