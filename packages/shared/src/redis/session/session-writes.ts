import { randomUUID } from 'node:crypto';
import type { SessionEvent } from '../../contract/events.ts';
import type { SessionId } from '../../contract/ids.ts';
import type { ReadRecord, SessionRecord } from '../../contract/session-record.ts';
import { isResultPending } from '../../contract/stronger-answer.ts';
import { evolveRecord } from '../../session/evolve-record.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';
import {
  type CommitOptions,
  type CommitReply,
  type CommitResult,
  type CreateOptions,
  toResult,
} from './commit-result.ts';
import { isReadable, type WrittenEvent } from './readable-check.ts';
import { toChangedFields } from './record-fields.ts';
import { sessionKeys } from './session-keys.ts';

const operationTtlSeconds = 3600;
/** The most sessions of one candidate that are listed. */
export const mostListed = 200;
const unwritable: CommitReply = ['unwritable', '0', '', ''];

export type Configured = Extract<SessionEvent, { type: 'session.configured' }>;

/** What a command has become: events on a record, and whether they are written even when Redis is out of memory. */
export interface Decided {
  before: ReadRecord;
  events: SessionEvent[];
  isUrgent: boolean;
}

/** When a worker looks for the session's report and stronger answers, as the commit script takes it. */
function toReportDue(before: SessionRecord, after: SessionRecord): string {
  const isPending = isResultPending(after);
  // A fact that is given while something else is made is looked for at once.
  const isMore = after.givenFacts.length > before.givenFacts.length;
  if (isPending === isResultPending(before) && !isMore) return '';
  return isPending ? String(after.times.closedAt ?? 0) : '-';
}

/** What becomes of the session's entry in the list of live ones, as the commit script takes it. */
function toListing(before: SessionRecord, after: SessionRecord): string {
  if (after.phase === 'closed') return '-';
  return before.deadlineAt === after.deadlineAt ? '' : String(after.deadlineAt ?? 0);
}

const write = (events: readonly SessionEvent[]): WrittenEvent[] =>
  events.map((event) => ({ event, text: JSON.stringify(event) }));

function toMessage(revision: number, commitId: string, written: readonly WrittenEvent[]): string {
  const events = written.map(({ text }) => text).join(',');
  return `{"revision":${revision},"commitId":"${commitId}","events":[${events}]}`;
}

/** Writes events behind the record that they were decided on, or nothing. Rejects without Redis. */
export async function writeCommit(
  redis: ScriptedRedis,
  { before, events, isUrgent }: Decided,
  options: CommitOptions & { sessionId: SessionId },
): Promise<{ reply: CommitReply; after: SessionRecord }> {
  const { sessionId, operationId = randomUUID(), bodyHash = '', fence } = options;
  const after = events.reduce(evolveRecord, before.record);
  const written = write(events);
  const changed = toChangedFields(before.record, after);
  if (!isReadable(written, changed)) return { reply: unwritable, after };
  const { revision } = before;
  const commitId = randomUUID();
  const send = isUrgent ? redis.commitSessionUrgently : redis.commitSession;
  const reply = await send.call(
    redis,
    sessionKeys.record(sessionId),
    sessionKeys.log(sessionId),
    sessionKeys.operations(sessionId),
    sessionKeys.tombstone(sessionId),
    keys.pendingReports,
    keys.live,
    operationId,
    String(revision),
    `,${before.record.phase},`,
    fence?.role ?? '',
    fence === undefined ? '' : String(fence.token),
    commitId,
    bodyHash,
    String(operationTtlSeconds),
    sessionKeys.channel(sessionId),
    toMessage(revision + 1, commitId, written),
    sessionId,
    toReportDue(before.record, after),
    before.commitId,
    toListing(before.record, after),
    String(events.length),
    ...written.map(({ text }) => text),
    ...changed.flat(),
  );
  return { reply, after };
}

/** Creates a session, or finds it created by the same operation. Rejects without Redis. */
export async function writeSession(
  redis: ScriptedRedis,
  event: Configured,
  options: CreateOptions,
): Promise<CommitResult> {
  const { sessionId, ownerId, at } = event;
  const { operationId = randomUUID(), bodyHash = '', retentionSeconds } = options;
  const after = evolveRecord(null, event);
  const written = write([event]);
  const fields = toChangedFields(null, after);
  if (!isReadable(written, fields)) return { outcome: 'unwritable' };
  const commitId = randomUUID();
  const reply = await redis.createSession(
    sessionKeys.record(sessionId),
    sessionKeys.log(sessionId),
    sessionKeys.operations(sessionId),
    sessionKeys.tombstone(sessionId),
    keys.live,
    keys.candidateSessions(ownerId),
    operationId,
    commitId,
    bodyHash,
    String(operationTtlSeconds),
    sessionKeys.channel(sessionId),
    toMessage(1, commitId, written),
    ...written.map(({ text }) => text),
    sessionId,
    String(after.deadlineAt ?? 0),
    String(at),
    String(retentionSeconds),
    String(mostListed),
    ...fields.flat(),
  );
  const result = toResult(reply, after, [event]);
  return result === 'again' ? { outcome: 'operation_conflict' } : result;
}
