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
/** The most sessions of one candidate that are listed. */
const mostListed = 200;
/** A conflict is another service's commit in the same millisecond. Thirty in a row are a fault. */
const mostConflicts = 30;
const conflictPause = { firstMs: 1, mostMs: 16 };

type Reply = [outcome: string, revision: string, commitId: string, detail: string];
const unwritable: Reply = ['unwritable', '0', '', ''];

export interface CommitOptions {
  /** Recognises a repetition; random when left out. */
  operationId?: string;
  /** Hash of the command's body, so that one operation id cannot mean two things. */
  bodyHash?: string;
  /** The right to act in a role. The command is `fenced` when a later holder has taken over. */
  fence?: { role: Role; token: number };
  /** The revision that the sender has seen. If the session has moved on since, the command is `stale`. */
  seenRevision?: number;
}

export interface CreateOptions extends CommitOptions {
  /** How long the session is kept, counted from its creation. */
  retentionSeconds: number;
}

export type CommitResult =
  | { outcome: 'ok'; revision: number; record: SessionRecord; events: SessionEvent[] }
  /** Already so, or applied earlier under the same operation id. */
  | { outcome: 'duplicate'; revision: number }
  | { outcome: 'operation_conflict' }
  | { outcome: 'illegal'; phase: Phase }
  /** Decided on an outdated state. `revision`: the current one, if the command named one. */
  | { outcome: 'stale'; revision?: number }
  | { outcome: 'fenced' }
  | { outcome: 'gone' }
  /**
   * The record cannot be understood. A command that ends a session has closed it all the same, for the reaper to set
   * aside.
   */
  | { outcome: 'unreadable' }
  /** What would have been written could not be read again, so nothing was written. */
  | { outcome: 'unwritable' };

/**
 * The only write path of sessions, and their reads. All methods reject when Redis does not answer; `read` also rejects
 * with an UnreadableRecordError.
 */
export interface SessionStore {
  /** Creates a session: listed for the reaper and its owner and with an expiry, or not at all. */
  create(
    event: Extract<SessionEvent, { type: 'session.configured' }>,
    options: CreateOptions,
  ): Promise<CommitResult>;
  commit(sessionId: SessionId, command: Command, options?: CommitOptions): Promise<CommitResult>;
  /** The answer to an operation of the last hour; null when the operation is new. */
  recall(sessionId: SessionId, operationId: string, bodyHash: string): Promise<CommitResult | null>;
  read(sessionId: SessionId): Promise<ReadRecord | null>;
  /** Whether a stored session is this candidate's, by its record or by the candidate's index. Reads neither whole. */
  isOwnedBy(sessionId: SessionId, candidateId: CandidateId): Promise<boolean>;
  readLog(sessionId: SessionId, afterRevision: number): Promise<LogEntry[]>;
  /** Shows words that are not final. They are not stored, and losing them is harmless. */
  publishPartial(sessionId: SessionId, words: PartialWords): Promise<void>;
  /** Sessions whose deadline has passed, oldest first. */
  listOverdue(nowMs: number, most: number): Promise<SessionId[]>;
  listLive(): Promise<SessionId[]>;
}

export interface StoreParts {
  redis: ScriptedRedis;
  now?: () => number;
  /** The fleet generation as this instance knows it. A session of an older one ends at its next touch. */
  fleetGeneration?: () => number;
  count?: (outcome: string) => void;
  /** Called for each thing read from Redis that is not understood. */
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
      // Before the commit: a session that is live but not listed would never be reaped. Never later than the listed
      // time, since this commit may still lose to an end. The reaper corrects an early entry.
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
      // Log and record contradict each other. No commit can be written any more, and reading does not repair it.
      case 'unreadable':
        throw new UnreadableRecordError(after.sessionId, [reply[3]]);
      // The phase was read a moment ago, so "illegal" means that the record has moved on since.
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
      // The store may end the session instead of carrying out a command. That end is not the sender's operation: the
      // store neither remembers it under the sender's id nor fences it.
      const isOverruled = command !== wanted;
      const { reply, after } = await apply(
        before,
        decision.events,
        commandKinds[command.type].isUrgent,
        isOverruled ? { sessionId } : { ...options, sessionId, operationId },
      );
      const result = toResult(reply, after, decision.events);
      if (result === 'again') {
        // Services that write in step would make the same one lose again and again.
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
