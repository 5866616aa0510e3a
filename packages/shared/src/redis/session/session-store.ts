import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PartialWords, SessionEvent } from '../../contract/events.ts';
import type { CandidateId, Role, SessionId } from '../../contract/ids.ts';
import type { Phase } from '../../contract/lifecycle.ts';
import { isReportPending } from '../../contract/report-status.ts';
import type { ReadRecord, SessionRecord } from '../../contract/session-record.ts';
import type { LogEntry } from '../../contract/stored-events.ts';
import { toBackoffMs } from '../../runtime/backoff.ts';
import { type Command, commandKinds } from '../../session/command.ts';
import { decide, logLimit, toAllowedCommand } from '../../session/decide.ts';
import { evolveRecord } from '../../session/evolve-record.ts';
import { isLive } from '../../session/lifecycle-table.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { completeRecord } from './configurations.ts';
import { readSessionLog } from './log-entries.ts';
import { closeUnreadable } from './quarantine.ts';
import { isReadable } from './readable-check.ts';
import { parseRecord, toChangedFields } from './record-fields.ts';
import { sessionKeys } from './session-keys.ts';
import { isUnreadable, UnreadableRecordError } from './unreadable-record.ts';

const operationTtlSeconds = 3600;
/** Sessions of one candidate that are listed. */
const mostListed = 200;
/** Conflicts are other services' commits in the same millisecond; thirty in a row is a fault. */
const mostConflicts = 30;
const conflictPause = { firstMs: 1, mostMs: 16 };

type Reply = [outcome: string, revision: string, commitId: string, detail: string];
const unwritable: Reply = ['unwritable', '0', '', ''];

export interface CommitOptions {
  /** Recognises a repetition; a random one when left out. */
  operationId?: string;
  /** Hash of the command's body, so that one operation id cannot mean two things. */
  bodyHash?: string;
  /** The right to act in a role: refused as `fenced` when a later holder has taken over. */
  fence?: { role: Role; token: number };
  /** The revision that the sender of the command has seen; when the session has moved on since, it is `stale`. */
  seenRevision?: number;
}

export interface CreateOptions extends CommitOptions {
  /** How long the session is kept, counted from its making. */
  retentionSeconds: number;
}

export type CommitResult =
  | { outcome: 'ok'; revision: number; record: SessionRecord; events: SessionEvent[] }
  /** Already so, or applied earlier under the same operation id. */
  | { outcome: 'duplicate'; revision: number }
  | { outcome: 'operation_conflict' }
  | { outcome: 'illegal'; phase: Phase }
  /** Decided on something else than what is; `revision`: the current one, where the command named one. */
  | { outcome: 'stale'; revision?: number }
  | { outcome: 'fenced' }
  | { outcome: 'gone' }
  /** Its record cannot be understood. What ends a session has closed it all the same, for the reaper to set aside. */
  | { outcome: 'unreadable' }
  /** What would have been written could not be read again: nothing was. */
  | { outcome: 'unwritable' };

/**
 * The one write path of sessions, and their reads. All methods reject when Redis does not answer; `read` also with an
 * UnreadableRecordError.
 */
export interface SessionStore {
  /** Makes a session: listed for the reaper and for its owner, and with an expiry, or not at all. */
  create(
    event: Extract<SessionEvent, { type: 'session.configured' }>,
    options: CreateOptions,
  ): Promise<CommitResult>;
  commit(sessionId: SessionId, command: Command, options?: CommitOptions): Promise<CommitResult>;
  /** What an operation was answered within the last hour; null when it is new. */
  recall(sessionId: SessionId, operationId: string, bodyHash: string): Promise<CommitResult | null>;
  read(sessionId: SessionId): Promise<ReadRecord | null>;
  /** Whether a stored session is this candidate's, by its record or by the candidate's index; reads neither whole. */
  isOwnedBy(sessionId: SessionId, candidateId: CandidateId): Promise<boolean>;
  readLog(sessionId: SessionId, afterRevision: number): Promise<LogEntry[]>;
  /** Shows words that are not final; they are not stored, and losing them is harmless. */
  publishPartial(sessionId: SessionId, words: PartialWords): Promise<void>;
  /** Sessions whose deadline has passed, oldest first. */
  listOverdue(nowMs: number, most: number): Promise<SessionId[]>;
  listLive(): Promise<SessionId[]>;
}

export interface StoreParts {
  redis: ScriptedRedis;
  now?: () => number;
  /** The fleet generation as this instance knows it; an older session falls at its next touch. */
  fleetGeneration?: () => number;
  count?: (outcome: string) => void;
  /** Told of what stands in Redis and is not understood, each time that it is read. */
  countUnreadable?: (kind: 'record' | 'event') => void;
}

/** When a worker looks for the session's report, as the commit script takes it. */
function toReportDue(before: SessionRecord, after: SessionRecord, nowMs: number): string {
  const isPending = isReportPending(after.report);
  if (isPending === isReportPending(before.report)) return '';
  return isPending ? String(nowMs) : '-';
}

export function createSessionStore(parts: StoreParts): SessionStore {
  const { redis, now = Date.now, fleetGeneration = () => 0, count = () => {} } = parts;
  const countUnreadable = parts.countUnreadable ?? (() => {});

  async function apply(
    before: ReadRecord,
    events: SessionEvent[],
    urgent: boolean,
    options: CommitOptions & { sessionId: SessionId },
  ): Promise<{ reply: Reply; after: SessionRecord }> {
    const { sessionId, operationId = randomUUID(), bodyHash = '', fence } = options;
    const after = events.reduce(evolveRecord, before.record);
    if (!isReadable(events, after)) return { reply: unwritable, after };
    const { revision } = before;
    const commitId = randomUUID();
    const message = JSON.stringify({ revision: revision + 1, commitId, events });
    if (isLive(after.phase) || after.phase === 'ended') {
      // Before the commit: a session that is live and not listed would never be reaped. Never later than
      // listed, since this commit may yet lose to an end; the reaper moves an early entry to its time.
      if (before.record.deadlineAt !== after.deadlineAt) {
        await redis.listDeadline(keys.live, String(after.deadlineAt ?? 0), sessionId);
      }
    }
    const send = urgent ? redis.commitSessionUrgently : redis.commitSession;
    const reply = await send.call(
      redis,
      sessionKeys.record(sessionId),
      sessionKeys.log(sessionId),
      sessionKeys.operations(sessionId),
      sessionKeys.tombstone(sessionId),
      keys.pendingReports,
      operationId,
      String(revision),
      `,${before.record.phase},`,
      fence?.role ?? '',
      fence === undefined ? '' : String(fence.token),
      commitId,
      bodyHash,
      String(operationTtlSeconds),
      sessionKeys.channel(sessionId),
      message,
      sessionId,
      toReportDue(before.record, after, now()),
      String(events.length),
      ...events.map((event) => JSON.stringify(event)),
      ...toChangedFields(before.record, after),
    );
    if (reply[0] === 'ok' && after.phase === 'closed') await redis.zrem(keys.live, sessionId);
    return { reply, after };
  }

  function toResult(reply: Reply, after: SessionRecord, events: SessionEvent[]): CommitResult | 'again' {
    const revision = Number(reply[1]);
    switch (reply[0]) {
      case 'ok':
        return { outcome: 'ok', revision, record: after, events };
      case 'duplicate':
        return { outcome: 'duplicate', revision };
      case 'operation_conflict':
        return { outcome: 'operation_conflict' };
      case 'fenced':
        return { outcome: 'fenced' };
      case 'gone':
        return { outcome: 'gone' };
      case 'unwritable':
        return { outcome: 'unwritable' };
      // Log and record contradict each other: no commit can be written any more, and no reading mends it.
      case 'unreadable':
        throw new UnreadableRecordError(after.sessionId, [reply[3]]);
      // The phase was read a moment ago, so "illegal" here means that the record has moved on since.
      default:
        return 'again';
    }
  }

  async function read(sessionId: SessionId): Promise<ReadRecord | null> {
    try {
      const fields = await redis.hgetall(sessionKeys.record(sessionId));
      return parseRecord(sessionId, await completeRecord(redis, sessionId, fields));
    } catch (error) {
      if (isUnreadable(error)) countUnreadable('record');
      throw error;
    }
  }

  async function create(
    event: Extract<SessionEvent, { type: 'session.configured' }>,
    options: CreateOptions,
  ): Promise<CommitResult> {
    const { sessionId, ownerId, at } = event;
    const { operationId = randomUUID(), bodyHash = '', retentionSeconds } = options;
    const after = evolveRecord(null, event);
    if (!isReadable([event], after)) return { outcome: 'unwritable' };
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
      JSON.stringify({ revision: 1, commitId, events: [event] }),
      JSON.stringify(event),
      sessionId,
      String(after.deadlineAt ?? 0),
      String(at),
      String(retentionSeconds),
      String(mostListed),
      ...toChangedFields(null, after),
    );
    const result = toResult(reply, after, [event]);
    return result === 'again' ? { outcome: 'operation_conflict' } : result;
  }

  async function attempt(
    sessionId: SessionId,
    wanted: Command,
    options: CommitOptions,
  ): Promise<CommitResult> {
    const operationId = options.operationId ?? randomUUID();
    for (let conflicts = 0; conflicts < mostConflicts; conflicts++) {
      const before = await read(sessionId);
      if (before === null) return { outcome: 'gone' };
      const command = toAllowedCommand(before, wanted, { fleetGeneration: fleetGeneration(), logLimit });
      const { seenRevision = before.revision } = options;
      const hasMovedOn = command === wanted && seenRevision !== before.revision;
      const decision = hasMovedOn
        ? ({ outcome: 'stale', revision: before.revision } as const)
        : decide(before.record, command, now());
      if (decision.outcome !== 'events') {
        const answered = await recall(sessionId, operationId, options.bodyHash ?? '');
        if (answered !== null) return answered;
        if (decision.outcome === 'done') return { outcome: 'duplicate', revision: before.revision };
        return decision;
      }
      // The store may end the session instead of carrying out a command. That end is not the sender's operation: the store
      // neither remembers it under the sender's id nor fences it.
      const isOverruled = command !== wanted;
      const { reply, after } = await apply(
        before,
        decision.events,
        commandKinds[command.type].isUrgent,
        isOverruled ? { sessionId } : { ...options, sessionId, operationId },
      );
      const result = toResult(reply, after, decision.events);
      if (result === 'again') {
        // Services that write in step would beat the same one again and again.
        await sleep(toBackoffMs(conflicts + 1, conflictPause));
        continue;
      }
      if (result.outcome === 'ok' && isOverruled) {
        const answered = await recall(sessionId, operationId, options.bodyHash ?? '');
        return answered ?? { outcome: 'illegal', phase: after.phase };
      }
      return result;
    }
    throw new Error(`${mostConflicts} commits in a row conflicted`);
  }

  async function recall(
    sessionId: SessionId,
    operationId: string,
    bodyHash: string,
  ): Promise<CommitResult | null> {
    const known = await redis.hget(sessionKeys.operations(sessionId), operationId);
    if (known === null) return null;
    const [revision, , body = ''] = known.split(' ');
    if (body !== bodyHash) return { outcome: 'operation_conflict' };
    return { outcome: 'duplicate', revision: Number(revision) };
  }

  return {
    read,
    recall,
    async isOwnedBy(sessionId, candidateId) {
      const [type, listedAt] = await Promise.all([
        redis.type(sessionKeys.record(sessionId)),
        redis.zscore(keys.candidateSessions(candidateId), sessionId),
      ]);
      if (type === 'none') return false;
      if (listedAt !== null) return true;
      return type === 'hash' && (await redis.hget(sessionKeys.record(sessionId), 'ownerId')) === candidateId;
    },
    async create(event, options) {
      const result = await create(event, options);
      count(result.outcome);
      return result;
    },
    async commit(sessionId, command, options = {}) {
      const result = await attempt(sessionId, command, options).catch(
        async (error): Promise<CommitResult> => {
          if (!isUnreadable(error)) throw error;
          if (commandKinds[command.type].closes)
            await closeUnreadable(redis, sessionId, { to: 'list', nowMs: now() });
          return { outcome: 'unreadable' };
        },
      );
      count(result.outcome);
      return result;
    },
    async readLog(sessionId, afterRevision) {
      const log = await readSessionLog(redis, sessionId, afterRevision);
      for (const { event } of log) if (event.type === 'unknown') countUnreadable('event');
      return log;
    },
    async publishPartial(sessionId, words) {
      await redis.publish(sessionKeys.channel(sessionId), JSON.stringify({ partial: words }));
    },
    async listOverdue(nowMs, most) {
      return (await redis.zrangebyscore(keys.live, '0', String(nowMs), 'LIMIT', 0, most)) as SessionId[];
    },
    async listLive() {
      return (await redis.zrange(keys.live, '0', '-1')) as SessionId[];
    },
  };
}
