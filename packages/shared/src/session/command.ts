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
  /** Moves on a session whose phase is over at `nowMs`, by the clock of the one who asks; spares any other. */
  | { type: 'expire'; nowMs: number }
  | { type: 'close' };

interface CommandKind {
  /** Allowed also for a session that began before the last reset, and for one whose log is full. */
  mayAlways: boolean;
  /** Nothing comes after it: it closes a session whose record cannot be read, too. */
  closes: boolean;
  /** It still goes through when Redis is out of memory. */
  isUrgent: boolean;
}

/** What holds for a command wherever it is treated. One that is added without a decision does not compile. */
export const commandKinds: Readonly<Record<Command['type'], CommandKind>> = {
  record: { mayAlways: false, closes: false, isUrgent: false },
  change_configuration: { mayAlways: false, closes: false, isUrgent: false },
  end: { mayAlways: true, closes: true, isUrgent: true },
  release: { mayAlways: true, closes: false, isUrgent: true },
  expire: { mayAlways: false, closes: true, isUrgent: true },
  close: { mayAlways: false, closes: true, isUrgent: true },
};
