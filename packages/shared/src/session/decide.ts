import type { SessionEvent } from '../contract/events.ts';
import type { InstanceId, ServiceName, SessionId } from '../contract/ids.ts';
import type { JobConfiguration } from '../contract/job-configuration.ts';
import type { EndReason, Phase } from '../contract/lifecycle.ts';
import type { SessionRecord } from '../contract/session-record.ts';
import { evolveRecord, holderName } from './evolve-record.ts';
import { isLive, mayHappen, settlementMs } from './lifecycle-table.ts';

/** An event before it has a session and a time. */
type Bare<T> = T extends SessionEvent ? Omit<T, 'sessionId' | 'at'> : never;
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
  | { type: 'close' };

export type Decision =
  | { outcome: 'events'; events: SessionEvent[] }
  /** The phase forbids it. */
  | { outcome: 'illegal'; phase: Phase }
  /** It is about something that is no longer so. */
  | { outcome: 'stale' }
  /** It is already so; nothing to do. */
  | { outcome: 'done' };

function stamp(record: { sessionId: SessionId }, at: number, bare: Bare<SessionEvent>): SessionEvent {
  return { ...bare, sessionId: record.sessionId, at } as SessionEvent;
}

/** Appends `session.closed` where the last holder is gone. */
function andClose(record: SessionRecord, events: SessionEvent[], at: number): Decision {
  const after = events.reduce(evolveRecord, record);
  const closes = after.phase === 'ended' && after.holders.length === 0;
  return {
    outcome: 'events',
    events: closes ? [...events, stamp(record, at, { type: 'session.closed' })] : events,
  };
}

function decideFacts(record: SessionRecord, facts: readonly Fact[], at: number): Decision {
  let current = record;
  const events: SessionEvent[] = [];
  for (const fact of facts) {
    if (!mayHappen(fact.type, current.phase)) return { outcome: 'illegal', phase: current.phase };
    if (current.times.endedAt !== null && at > current.times.endedAt + settlementMs) {
      return { outcome: 'illegal', phase: current.phase };
    }
    if (fact.type === 'configuration.received' && fact.configurationHash !== current.configurationHash) {
      return { outcome: 'stale' };
    }
    if (fact.type === 'call.placed' && current.callSid !== null) {
      // The carrier's answer and its first callback both tell it, in either order.
      if (fact.callSid === current.callSid) continue;
      return { outcome: 'stale' };
    }
    if (fact.type === 'media.started' && current.phase === 'configured' && current.via !== 'browser') {
      return { outcome: 'illegal', phase: current.phase };
    }
    const event = stamp(record, at, fact);
    events.push(event);
    current = evolveRecord(current, event);
  }
  if (events.length === 0) return { outcome: 'done' };
  return { outcome: 'events', events };
}

/** Decides from the record alone: which events a command makes, or why none. Pure; `at` in epoch ms. */
export function decide(record: SessionRecord, command: Command, at: number): Decision {
  switch (command.type) {
    case 'record':
      return decideFacts(record, command.facts, at);
    case 'change_configuration': {
      if (!isLive(record.phase)) return { outcome: 'illegal', phase: record.phase };
      const { jobConfiguration, configurationHash } = command;
      return {
        outcome: 'events',
        events: [stamp(record, at, { type: 'configuration.changed', jobConfiguration, configurationHash })],
      };
    }
    case 'end':
      if (!isLive(record.phase)) return { outcome: 'done' };
      return andClose(record, [stamp(record, at, { type: 'session.ended', reason: command.reason })], at);
    case 'release': {
      const { service, instance } = command;
      if (!record.holders.includes(holderName(service, instance))) return { outcome: 'done' };
      return andClose(record, [stamp(record, at, { type: 'session.released', service, instance })], at);
    }
    case 'close':
      if (record.phase === 'closed') return { outcome: 'done' };
      if (record.phase !== 'ended') return { outcome: 'illegal', phase: record.phase };
      return { outcome: 'events', events: [stamp(record, at, { type: 'session.closed' })] };
  }
}
