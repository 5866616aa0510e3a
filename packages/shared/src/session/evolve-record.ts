import type { Phase } from '../contract/lifecycle.ts';
import type { SessionRecord } from '../contract/session-record.ts';
import type { EventOf, KnownEvent, StoredEvent } from '../contract/stored-events.ts';
import { lifecycleTable } from './lifecycle-table.ts';
import { phaseDeadline } from './phase-limits.ts';

/** A holder's name in the record. */
export function holderName(service: string, instance: string): string {
  return `${service}/${instance}`;
}

const add = (list: readonly string[], name: string): string[] =>
  list.includes(name) ? [...list] : [...list, name];
const without = (list: readonly string[], name: string): string[] => list.filter((held) => held !== name);

function newRecord(event: EventOf<'session.configured'>): SessionRecord {
  const { jobConfiguration, via, at } = event;
  return {
    sessionId: event.sessionId,
    ownerId: event.ownerId,
    via,
    phase: 'configured',
    endReason: null,
    reportState: 'none',
    jobConfiguration,
    configurationHash: event.configurationHash,
    lengthMinutes: jobConfiguration.lengthMinutes,
    receivedHash: null,
    previousSessionId: event.previousSessionId,
    fleetGeneration: event.fleetGeneration,
    callSid: null,
    streamSid: null,
    bridge: null,
    interviewPhase: null,
    modelUse: null,
    holders: [],
    times: { configuredAt: at, answeredAt: null, activeAt: null, endedAt: null, closedAt: null },
    deadlineAt: phaseDeadline('configured', at, { lengthMinutes: jobConfiguration.lengthMinutes, via }),
  };
}

/** What an event changes besides the phase. */
function changes(record: SessionRecord, event: KnownEvent): Partial<SessionRecord> {
  switch (event.type) {
    case 'configuration.changed':
      return {
        jobConfiguration: event.jobConfiguration,
        configurationHash: event.configurationHash,
        // Never longer than what was agreed, and reserved, at the start.
        lengthMinutes:
          record.times.activeAt === null
            ? Math.min(record.lengthMinutes, event.jobConfiguration.lengthMinutes)
            : record.lengthMinutes,
        // Before the interview a changed configuration is confirmed anew, even one that was confirmed before.
        receivedHash: record.times.activeAt === null ? null : record.receivedHash,
      };
    case 'configuration.received':
      return { receivedHash: event.configurationHash };
    case 'call.dialled':
      return { holders: add(record.holders, holderName('telephony', event.instance)) };
    case 'call.placed':
      return { callSid: event.callSid };
    case 'media.started':
      return {
        streamSid: event.streamSid,
        holders: add(record.holders, holderName('telephony', event.instance)),
      };
    case 'media.lost':
      return { streamSid: null };
    case 'interviewer.joined':
      return {
        bridge: event.bridge,
        // Another model session, which knows nothing yet.
        receivedHash: null,
        holders: add(record.holders, holderName('ai-bridge', event.bridge)),
      };
    case 'interviewer.lost':
      // It stays a holder until it says that it has let go: it may be out of reach and alive.
      return { bridge: null };
    case 'interview.phase_changed':
      return { interviewPhase: event.phase };
    case 'model.used':
      return { modelUse: event.use };
    case 'session.ended':
      return { endReason: event.reason };
    case 'session.released':
      return { holders: without(record.holders, holderName(event.service, event.instance)) };
    default:
      return {};
  }
}

function nextPhase(record: SessionRecord, event: KnownEvent): Phase {
  const { to } = lifecycleTable[event.type];
  if (to !== 'stay') return to;
  // A browser call has neither dialling nor a gate: its audio is its answer.
  if (event.type === 'media.started' && record.phase === 'configured') return 'connecting';
  return record.phase;
}

/** The interview begins when the candidate's audio is there and the interviewer has confirmed what it knows. */
function canBegin(record: SessionRecord): boolean {
  return (
    record.phase === 'connecting' &&
    record.streamSid !== null &&
    record.bridge !== null &&
    record.receivedHash === record.configurationHash
  );
}

function enter(record: SessionRecord, phase: Phase, at: number): SessionRecord {
  const times = { ...record.times };
  if (phase === 'answered') times.answeredAt = at;
  if (phase === 'active') times.activeAt = at;
  if (phase === 'ended') times.endedAt = at;
  if (phase === 'closed') times.closedAt = at;
  const { lengthMinutes } = record;
  return {
    ...record,
    phase,
    times,
    deadlineAt: phaseDeadline(phase, at, { lengthMinutes, via: record.via }),
  };
}

/** Folds one event into the record; the first event of a session makes it, and an unknown one changes nothing. */
export function evolveRecord(record: SessionRecord | null, event: StoredEvent): SessionRecord {
  if (event.type === 'session.configured') return newRecord(event);
  if (record === null) throw new TypeError(`the log begins with ${event.type}`);
  if (event.type === 'unknown') return record;
  const phase = nextPhase(record, event);
  const changed: SessionRecord = { ...record, ...changes(record, event) };
  const moved = phase === record.phase ? changed : enter(changed, phase, event.at);
  return canBegin(moved) ? enter(moved, 'active', event.at) : moved;
}
