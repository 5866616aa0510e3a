import type { SessionEvent } from '../contract/events.ts';
import type { SessionId } from '../contract/ids.ts';
import type { Phase } from '../contract/lifecycle.ts';
import { holderName, type ReadRecord, type SessionRecord } from '../contract/session-record.ts';
import { type Bare, type Command, commandKinds, type Fact } from './command.ts';
import { nextReportVersion, refusalByReport } from './decide-report.ts';
import { refusalByGivenFacts } from './decide-stronger.ts';
import { evolveRecord } from './evolve-record.ts';
import { isLive, mayHappen } from './lifecycle-table.ts';
import { deadlineReason, settlementMs } from './phase-limits.ts';
import type { Refusal } from './refusal.ts';
import { refusalByTopics } from './topic-changes.ts';

export type Decision =
  | { outcome: 'events'; events: SessionEvent[] }
  /** The phase forbids it. */
  | { outcome: 'illegal'; phase: Phase }
  /** It concerns something that is no longer so. */
  | { outcome: 'stale' }
  /** It is already so. There is nothing to do. */
  | { outcome: 'done' };

function stamp(record: { sessionId: SessionId }, at: number, bare: Bare<SessionEvent>): SessionEvent {
  return { ...bare, sessionId: record.sessionId, at } as SessionEvent;
}

/** A session closes, and where there was an interview its report is wanted from the same moment on. */
function closing(record: SessionRecord, at: number): SessionEvent[] {
  const closed = stamp(record, at, { type: 'session.closed' });
  const version = nextReportVersion(record);
  return version === null ? [closed] : [closed, stamp(record, at, { type: 'report.queued', version })];
}

/** Closes where the last holder is gone. */
function andClose(record: SessionRecord, events: SessionEvent[], at: number): Decision {
  const after = events.reduce(evolveRecord, record);
  const closes = after.phase === 'ended' && after.holders.length === 0;
  return {
    outcome: 'events',
    events: closes ? [...events, ...closing(after, at)] : events,
  };
}

const illegalUnless = (isLegal: boolean): Refusal | null => (isLegal ? null : 'illegal');
const staleUnless = (isCurrent: boolean): Refusal | null => (isCurrent ? null : 'stale');

function refusalOf(record: SessionRecord, fact: Fact, at: number): Refusal | null {
  const { phase, times } = record;
  if (!mayHappen(fact.type, phase)) return 'illegal';
  if (phase === 'ended' && times.endedAt !== null && at > times.endedAt + settlementMs) return 'illegal';
  return refusalByRecord(record, fact);
}

/** The record's objection to a fact that its phase allows. A new fact without a decision does not compile. */
function refusalByRecord(record: SessionRecord, fact: Fact): Refusal | null {
  const { phase, via } = record;
  switch (fact.type) {
    case 'configuration.received':
      return staleUnless(record.bridge !== null && fact.configurationHash === record.configurationHash);
    case 'call.dialled':
      return illegalUnless(via === 'phone');
    case 'call.placed':
      if (record.callSid === null) return null;
      // Both the carrier's answer and its first callback tell it, in either order.
      return fact.callSid === record.callSid ? 'known' : 'stale';
    case 'call.answered':
      // A candidate who calls in is not dialled.
      return illegalUnless(phase !== 'configured' || via === 'dial_in');
    case 'media.started':
      return illegalUnless(phase !== 'configured' || via === 'browser');
    case 'media.lost':
      return staleUnless(fact.streamSid === record.streamSid);
    case 'interviewer.lost':
      return staleUnless(fact.bridge === record.bridge);
    case 'transcript.completed':
    case 'transcript.interrupted':
      // No words are accepted before the interviewer has shown what it knows.
      return illegalUnless(record.receivedHash !== null);
    case 'report.queued':
    case 'report.started':
    case 'report.progressed':
    case 'report.ready':
    case 'report.insufficient':
    case 'report.failed':
    case 'self_rating.given':
    case 'transcript.corrected':
    case 'finding.disputed':
      return refusalByReport(record, fact);
    case 'fact.given':
    case 'stronger_answer.started':
    case 'stronger_answer.ready':
    case 'stronger_answer.failed':
      return refusalByGivenFacts(record, fact);
    case 'topic.suggested':
    case 'topic.settled':
      return refusalByTopics(record, fact);
    // Of these the phase alone decides.
    case 'configuration.changed':
    case 'call.ringing':
    case 'call.ready':
    case 'interviewer.joined':
    case 'interview.phase_changed':
    case 'interview.planned':
    case 'interview.point_covered':
    case 'interview.studied':
    case 'goodbye.started':
    case 'steering.asked':
    case 'steering.answered':
    case 'model.used':
    case 'speech.measured':
      return null;
  }
}

function decideFacts(record: SessionRecord, facts: readonly Fact[], at: number): Decision {
  let current = record;
  const events: SessionEvent[] = [];
  for (const fact of facts) {
    const refusal = refusalOf(current, fact, at);
    if (refusal === 'illegal') return { outcome: 'illegal', phase: current.phase };
    if (refusal === 'stale') return { outcome: 'stale' };
    if (refusal === 'known') continue;
    const event = stamp(record, at, fact);
    events.push(event);
    current = evolveRecord(current, event);
  }
  if (events.length === 0) return { outcome: 'done' };
  return { outcome: 'events', events };
}

/** A bridge that releases a live session leaves it without an interviewer. */
function decideRelease(
  record: SessionRecord,
  { service, instance }: Extract<Command, { type: 'release' }>,
  at: number,
): Decision {
  if (!record.holders.includes(holderName(service, instance))) return { outcome: 'done' };
  if (!mayHappen('session.released', record.phase)) return { outcome: 'illegal', phase: record.phase };
  const released = stamp(record, at, { type: 'session.released', service, instance });
  const isLoss = service === 'ai-bridge' && record.bridge === instance && isLive(record.phase);
  const lost = isLoss ? [stamp(record, at, { type: 'interviewer.lost', bridge: instance })] : [];
  return andClose(record, [...lost, released], at);
}

function decideExpiry(record: SessionRecord, nowMs: number, at: number): Decision {
  if (record.deadlineAt === null) return { outcome: 'done' };
  if (nowMs < record.deadlineAt) return { outcome: 'stale' };
  const { phase } = record;
  return decide(
    record,
    isLive(phase) ? { type: 'end', reason: deadlineReason(phase) } : { type: 'close' },
    at,
  );
}

/** A log never grows past this many entries while its session lives. The session then ends as `limit_reached`. */
export const logLimit = 4000;

/**
 * What may become of a command: a live session that began before the last reset, or whose log is full, may only end.
 * Returns the command itself when nothing stands in its way.
 */
export function toAllowedCommand(
  read: Pick<ReadRecord, 'record' | 'revision'>,
  command: Command,
  bounds: { fleetGeneration: number; logLimit: number },
): Command {
  if (!isLive(read.record.phase) || commandKinds[command.type].mayAlways) return command;
  if (read.record.fleetGeneration < bounds.fleetGeneration) return { type: 'end', reason: 'reset' };
  if (read.revision >= bounds.logLimit) return { type: 'end', reason: 'limit_reached' };
  return command;
}

/** Decides from the record alone which events a command makes, or why none. Pure; `at` in epoch ms. */
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
    case 'release':
      return decideRelease(record, command, at);
    case 'expire':
      return decideExpiry(record, command.nowMs, at);
    case 'close':
      if (record.phase === 'closed') return { outcome: 'done' };
      if (record.phase !== 'ended') return { outcome: 'illegal', phase: record.phase };
      return { outcome: 'events', events: closing(record, at) };
  }
}
