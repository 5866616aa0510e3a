import { randomUUID } from 'node:crypto';
import type { LogEntry, PartialWords, SessionEvent } from '../contract/events.ts';
import type { Role, SessionId } from '../contract/ids.ts';
import type { Phase } from '../contract/lifecycle.ts';
import type { ReadRecord, SessionRecord } from '../contract/session-record.ts';
import { type Command, decide } from '../session/decide.ts';
import { evolveRecord } from '../session/evolve-record.ts';
import { isLive } from '../session/lifecycle-table.ts';
import { logLimit, overrule } from '../session/overrule.ts';
import { keys } from './keys.ts';
import { readSessionLog } from './log-entries.ts';
import { parseRecord, toChangedFields } from './record-fields.ts';
import type { ScriptedRedis } from './scripts.ts';

const operationTtlSeconds = 3600;
/** Conflicts are other services' commits in the same millisecond; ten in a row is a fault. */
const mostConflicts = 10;

/** What still goes through when Redis is out of memory. */
const urgentCommands: ReadonlySet<Command['type']> = new Set(['end', 'release', 'expire', 'close']);

export interface CommitOptions {
  /** Recognises a repetition; a random one when left out. */
  operationId?: string;
  /** Hash of the command's body, so that one operation id cannot mean two things. */
  bodyHash?: string;
  /** The right to act in a role: refused as `fenced` when a later holder has taken over. */
  fence?: { role: Role; token: number };
  /** The revision that whoever commands has seen; when the session has moved on since, it is `stale`. */
  seenRevision?: number;
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
  | { outcome: 'gone' };

/** The one write path of sessions, and their reads. All methods reject when Redis does not answer. */
export interface SessionStore {
  create(
    event: Extract<SessionEvent, { type: 'session.configured' }>,
    options: CommitOptions,
  ): Promise<CommitResult>;
  commit(sessionId: SessionId, command: Command, options?: CommitOptions): Promise<CommitResult>;
  /** What an operation was answered within the last hour; null when it is new. */
  recall(sessionId: SessionId, operationId: string, bodyHash: string): Promise<CommitResult | null>;
  read(sessionId: SessionId): Promise<ReadRecord | null>;
  readLog(sessionId: SessionId, afterRevision: number): Promise<LogEntry[]>;
  /** Shows words that are not final; nobody stores them, losing them is harmless. */
  publishPartial(sessionId: SessionId, words: PartialWords): Promise<void>;
  /** Sessions whose deadline has passed, oldest first. */
  listOverdue(nowMs: number, most: number): Promise<SessionId[]>;
  listLive(): Promise<SessionId[]>;
  countLive(): Promise<number>;
}

export interface StoreParts {
  redis: ScriptedRedis;
  now?: () => number;
  /** The fleet generation as this instance knows it; an older session falls at its next touch. */
  fleetGeneration?: () => number;
  count?: (outcome: string) => void;
}

export function createSessionStore(parts: StoreParts): SessionStore {
  const { redis, now = Date.now, fleetGeneration = () => 0, count = () => {} } = parts;

  async function apply(
    before: ReadRecord | null,
    events: SessionEvent[],
    urgent: boolean,
    options: CommitOptions & { sessionId: SessionId },
  ): Promise<{ reply: [string, string, string, string]; after: SessionRecord }> {
    const { sessionId, operationId = randomUUID(), bodyHash = '', fence } = options;
    const after = events.reduce<SessionRecord | null>(evolveRecord, before?.record ?? null);
    if (after === null) throw new TypeError('a commit has at least one event');
    const revision = before?.revision ?? 0;
    const commitId = randomUUID();
    const message = JSON.stringify({ revision: revision + 1, commitId, events });
    if (isLive(after.phase) || after.phase === 'ended') {
      // Before the commit: a session that is live and not listed would never be reaped. Never later than
      // listed, since this commit may yet lose to an end; the reaper moves an early entry to its time.
      if (before?.record.deadlineAt !== after.deadlineAt) {
        await redis.listDeadline(keys.live, String(after.deadlineAt ?? 0), sessionId);
      }
    }
    const send = urgent ? redis.commitSessionUrgently : redis.commitSession;
    const reply = await send.call(
      redis,
      keys.session(sessionId),
      keys.log(sessionId),
      keys.operations(sessionId),
      keys.tombstone(sessionId),
      operationId,
      String(revision),
      before === null ? '*' : `,${before.record.phase},`,
      fence?.role ?? '',
      fence === undefined ? '' : String(fence.token),
      commitId,
      bodyHash,
      String(operationTtlSeconds),
      keys.channel(sessionId),
      message,
      String(events.length),
      ...events.map((event) => JSON.stringify(event)),
      ...toChangedFields(before?.record ?? null, after),
    );
    if (reply[0] === 'ok' && after.phase === 'closed') await redis.zrem(keys.live, sessionId);
    return { reply, after };
  }

  function toResult(
    reply: [string, string, string, string],
    after: SessionRecord,
    events: SessionEvent[],
  ): CommitResult | 'again' {
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
      // The phase was read a moment ago, so "illegal" here means that the record has moved on since.
      default:
        return 'again';
    }
  }

  async function read(sessionId: SessionId): Promise<ReadRecord | null> {
    return parseRecord(await redis.hgetall(keys.session(sessionId)));
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
      const command = overrule(before, wanted, { fleetGeneration: fleetGeneration(), logLimit });
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
      // An end that overrules is nobody's operation: neither remembered under its id nor fenced.
      const isOverruled = command !== wanted;
      const { reply, after } = await apply(
        before,
        decision.events,
        urgentCommands.has(command.type),
        isOverruled ? { sessionId } : { ...options, sessionId, operationId },
      );
      const result = toResult(reply, after, decision.events);
      if (result === 'again') continue;
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
    const known = await redis.hget(keys.operations(sessionId), operationId);
    if (known === null) return null;
    const [revision, , body = ''] = known.split(' ');
    if (body !== bodyHash) return { outcome: 'operation_conflict' };
    return { outcome: 'duplicate', revision: Number(revision) };
  }

  return {
    read,
    recall,
    async create(event, options) {
      const { reply, after } = await apply(null, [event], false, { ...options, sessionId: event.sessionId });
      const result = toResult(reply, after, [event]);
      count(result === 'again' ? 'conflict' : result.outcome);
      return result === 'again' ? { outcome: 'operation_conflict' } : result;
    },
    async commit(sessionId, command, options = {}) {
      const result = await attempt(sessionId, command, options);
      count(result.outcome);
      return result;
    },
    readLog: (sessionId, afterRevision) => readSessionLog(redis, sessionId, afterRevision),
    async publishPartial(sessionId, words) {
      await redis.publish(keys.channel(sessionId), JSON.stringify({ partial: words }));
    },
    async listOverdue(nowMs, most) {
      return (await redis.zrangebyscore(keys.live, '0', String(nowMs), 'LIMIT', 0, most)) as SessionId[];
    },
    async listLive() {
      return (await redis.zrange(keys.live, '0', '-1')) as SessionId[];
    },
    countLive: () => redis.zcard(keys.live),
  };
}
