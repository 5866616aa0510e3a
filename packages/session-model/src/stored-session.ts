import type { SessionEvent } from '@ringback/shared/contract/events';
import type { CandidateId, SessionId } from '@ringback/shared/contract/ids';
import { type JobConfiguration, jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import type { Via } from '@ringback/shared/contract/lifecycle';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { evolveRecord } from '@ringback/shared/session/evolve-record';
import { evolveView } from '@ringback/shared/session/evolve-view';
import { settlementMs } from '@ringback/shared/session/phase-limits';
import { nothingYet, type Oracle } from './oracle.ts';
import type { Rules } from './rules.ts';

/** A session as Redis keeps it, with the time as its services see it. */
export interface StoredSession {
  /** Its log, folded both ways: as services know it and as people see it. */
  fold: { record: SessionRecord; view: SessionView };
  revision: number;
  /** Whether its record can be read. `closed`: only its phase says so, and nothing else of it is written then. */
  unreadable: 'no' | 'damaged' | 'closed';
  nowMs: number;
  /** The bridge's lease: who holds it, and the token of the last taking. */
  holder: string | null;
  token: number;
  /** Applied operations whose reply was lost, so that they may be repeated. */
  operations: readonly string[];
  oracle: Oracle;
}

const hashes = ['a'.repeat(64), 'b'.repeat(64)] as const;
const configurations = ['Baker', 'Nurse'].map((jobTitle) =>
  jobConfigurationSchema.parse({ jobTitle, lengthMinutes: 5 }),
);

/** The configuration after this many changes. Two alternate, so that an earlier one comes back. */
export function configurationAfter(changes: number): {
  jobConfiguration: JobConfiguration;
  configurationHash: string;
} {
  const jobConfiguration = configurations[changes % 2];
  const configurationHash = hashes[changes % 2];
  if (jobConfiguration === undefined || configurationHash === undefined)
    throw new RangeError('no such change');
  return { jobConfiguration, configurationHash };
}

/** A session that was just configured. `index` tells the sessions of one candidate apart. */
export function newStoredSession(index: number, via: Via): StoredSession {
  const event: SessionEvent = {
    type: 'session.configured',
    sessionId: `ses_0000000${index}` as SessionId,
    at: 1_000_000,
    ownerId: 'cand_0000001' as CandidateId,
    via,
    ...configurationAfter(0),
    previousSessionId: index === 0 ? null : ('ses_00000000' as SessionId),
    fleetGeneration: 0,
  };
  return {
    fold: { record: evolveRecord(null, event), view: evolveView(null, event) },
    revision: 1,
    unreadable: 'no',
    nowMs: event.at,
    holder: null,
    token: 0,
    operations: [],
    oracle: nothingYet,
  };
}

/** A commit on its way to the script. */
export interface CommitRequest {
  operation: string;
  /** The bridge's token. Null when none is presented. */
  token: number | null;
  decidedOn: { record: SessionRecord; revision: number };
  events: readonly SessionEvent[];
  after: SessionRecord;
}

/** What commit.lua does: checks everything in its order, then moves fields and revision together. */
export function applyCommit(
  stored: StoredSession,
  request: CommitRequest,
  rules: Rules,
): { outcome: 'ok' | 'duplicate' | 'fenced' | 'conflict'; stored: StoredSession } {
  const { decidedOn, token, events, operation } = request;
  if (rules.knowsOperations && stored.operations.includes(operation)) return { outcome: 'duplicate', stored };
  if (rules.comparesToken && token !== null && token !== stored.token) return { outcome: 'fenced', stored };
  if (rules.comparesRevision && decidedOn.revision !== stored.revision)
    return { outcome: 'conflict', stored };
  if (rules.comparesPhase && decidedOn.record.phase !== stored.fold.record.phase)
    return { outcome: 'conflict', stored };
  const record = { ...stored.fold.record, ...changedFields(decidedOn.record, request.after) };
  const view = events.reduce<SessionView>(rules.evolveView, stored.fold.view);
  const revision = stored.revision + (rules.numbersEveryEvent ? events.length : 1);
  return { outcome: 'ok', stored: { ...stored, fold: { record, view }, revision } };
}

/** What close-unreadable.lua does: it sets the phase to closed and marks the record as unreadable. */
export function closeUnreadable(stored: StoredSession): StoredSession {
  const { record, view } = stored.fold;
  return { ...stored, fold: { record: { ...record, phase: 'closed' }, view }, unreadable: 'closed' };
}

/** The script is given only the fields that the commit changes. */
function changedFields(before: SessionRecord, after: SessionRecord): Partial<SessionRecord> {
  const names = Object.keys(after) as (keyof SessionRecord)[];
  return Object.fromEntries(
    names.filter((name) => before[name] !== after[name]).map((name) => [name, after[name]]),
  );
}

export const isSettled = ({ fold: { record }, nowMs }: StoredSession): boolean =>
  record.times.endedAt !== null && nowMs > record.times.endedAt + settlementMs;

const toReportKey = ({ report, givenFacts }: Pick<SessionRecord, 'report' | 'givenFacts'>): string => {
  const { state, version, attempt, versions } = report;
  const facts = givenFacts.map((given) => `${given.state}${given.attempt}`);
  return [state, version, attempt, versions.length, versions[0]?.state ?? '', ...facts].join('/');
};

/** All of a record that decisions depend on, but for times: whether those have passed is known of the session. */
export function toRecordKey(record: SessionRecord): string {
  return [
    record.phase,
    record.configurationHash[0],
    record.receivedHash?.[0],
    record.callSid,
    record.streamSid,
    record.bridge,
    record.holders.join('+'),
    record.times.activeAt === null ? '' : 'a',
    record.phase === 'closed' ? toReportKey(record) : '',
  ].join(' ');
}

export function toSessionKey(stored: StoredSession, isLogCounted: boolean): string {
  const { oracle, holder, token, operations } = stored;
  return [
    toRecordKey(stored.fold.record),
    isSettled(stored) ? 'settled' : '',
    stored.unreadable,
    holder,
    token,
    operations.length,
    oracle.changes,
    oracle.receiptFrom,
    oracle.confirmed.join('+'),
    isLogCounted ? stored.revision : '',
  ].join('|');
}
