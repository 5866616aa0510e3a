import type { SessionRecord } from '../contract/session-record.ts';
import type { PublicState } from '../contract/session-view.ts';
import type { EventOf, StoredEvent } from '../contract/stored-events.ts';
import { changesOf } from './event-changes.ts';
import { phaseDeadline } from './phase-limits.ts';
import { evolvePublicState, newPublicState } from './public-state.ts';

function newRecord(event: EventOf<'session.configured'>): SessionRecord {
  const { interviewerPresent: _, configuredAt, activeAt, endedAt, ...state } = newPublicState(event);
  return {
    ...state,
    ownerId: event.ownerId,
    fleetGeneration: event.fleetGeneration,
    callSid: null,
    bridge: null,
    modelUse: null,
    holders: [],
    times: { configuredAt, answeredAt: null, activeAt, endedAt, closedAt: null },
    deadlineAt: phaseDeadline('configured', configuredAt, state),
  };
}

/** The part of a record that is shown. */
export function toPublicState(record: SessionRecord): PublicState {
  const { configuredAt, activeAt, endedAt } = record.times;
  return {
    sessionId: record.sessionId,
    expired: record.expired,
    via: record.via,
    phase: record.phase,
    endReason: record.endReason,
    jobConfiguration: record.jobConfiguration,
    configurationHash: record.configurationHash,
    lengthMinutes: record.lengthMinutes,
    receivedHash: record.receivedHash,
    previousSessionId: record.previousSessionId,
    practice: record.practice,
    interviewMode: record.interviewMode,
    streamSid: record.streamSid,
    interviewerPresent: record.bridge !== null,
    interviewPhase: record.interviewPhase,
    configuredAt,
    activeAt,
    endedAt,
    report: record.report,
    givenFacts: record.givenFacts,
    suggestedTopics: record.suggestedTopics,
  };
}

/** A record whose shown part has changed. `at`: when it entered its phase, if that has changed. */
function withPublicState(record: SessionRecord, changed: PublicState, at: number): SessionRecord {
  const { interviewerPresent: _, configuredAt, activeAt, endedAt, ...state } = changed;
  const { phase } = state;
  if (phase === record.phase) return { ...record, ...state };
  const answeredAt = phase === 'answered' ? at : record.times.answeredAt;
  const closedAt = phase === 'closed' ? at : record.times.closedAt;
  const times = { configuredAt, answeredAt, activeAt, endedAt, closedAt };
  return { ...record, ...state, times, deadlineAt: phaseDeadline(phase, at, state) };
}

/** Folds one event into the record. The first event of a session creates it, and an unknown event changes nothing. */
export function evolveRecord(record: SessionRecord | null, event: StoredEvent): SessionRecord {
  if (event.type === 'session.configured') return newRecord(event);
  if (record === null) throw new TypeError(`the log begins with ${event.type}`);
  if (event.type === 'unknown') return record;
  const state = evolvePublicState(toPublicState(record), event);
  return withPublicState({ ...record, ...changesOf(event).record?.(record, event) }, state, event.at);
}
