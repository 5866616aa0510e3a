import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SessionId } from '../../contract/ids.ts';
import type { ReadRecord } from '../../contract/session-record.ts';
import { toBackoffMs } from '../../runtime/backoff.ts';
import { type Command, commandKinds } from '../../session/command.ts';
import { decide, logLimit, toAllowedCommand } from '../../session/decide.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { type CommitOptions, type CommitResult, toResult } from './commit-result.ts';
import type { SessionReads } from './session-reads.ts';
import { writeCommit } from './session-writes.ts';

/** A conflict is another service's commit in the same millisecond. Thirty in a row are a fault. */
const mostConflicts = 30;
const conflictPause = { firstMs: 1, mostMs: 16 };

interface CommandParts {
  redis: ScriptedRedis;
  reads: Pick<SessionReads, 'read' | 'recall'>;
  now: () => number;
  fleetGeneration: () => number;
}

/** Commits a command to a session. Rejects without Redis, and with an UnreadableRecordError. */
export type Commit = (
  sessionId: SessionId,
  command: Command,
  options: CommitOptions,
) => Promise<CommitResult>;

/**
 * Decides what the command becomes on the record that the sender knows, or that is read, and writes the result. Reads it
 * again if the session has moved on.
 */
export function createCommit({ redis, reads, now, fleetGeneration }: CommandParts): Commit {
  return async (sessionId, wanted, options) => {
    const operationId = options.operationId ?? randomUUID();
    let known = options.known ?? null;
    for (let conflicts = 0; conflicts < mostConflicts; conflicts++) {
      const isKnown: boolean = known !== null;
      const before: ReadRecord | null = known ?? (await reads.read(sessionId));
      known = null;
      if (before === null) return { outcome: 'gone' };
      const command = toAllowedCommand(before, wanted, { fleetGeneration: fleetGeneration(), logLimit });
      const { seenRevision = before.revision } = options;
      const hasMovedOn = command === wanted && seenRevision !== before.revision;
      const decision = hasMovedOn
        ? ({ outcome: 'stale', revision: before.revision } as const)
        : decide(before.record, command, now());
      // Only the stored record refuses a command.
      if (isKnown && decision.outcome !== 'events') continue;
      if (decision.outcome !== 'events') {
        const answered = await reads.recall(sessionId, operationId, options.bodyHash ?? '');
        if (answered !== null) return answered;
        if (decision.outcome === 'done') return { outcome: 'duplicate', revision: before.revision };
        return decision;
      }
      // The store may end the session instead of carrying out a command. That end is not the sender's operation: the
      // store neither remembers it under the sender's id nor fences it.
      const isOverruled = command !== wanted;
      const { reply, after } = await writeCommit(
        redis,
        { before, events: decision.events, isUrgent: commandKinds[command.type].isUrgent },
        isOverruled ? { sessionId } : { ...options, sessionId, operationId },
      );
      const result = toResult(reply, after, decision.events);
      if (result === 'again') {
        if (isKnown) continue;
        // Services that write in step would make the same one lose again and again.
        await sleep(toBackoffMs(conflicts + 1, conflictPause));
        continue;
      }
      if (result.outcome === 'ok' && isOverruled) {
        const answered = await reads.recall(sessionId, operationId, options.bodyHash ?? '');
        return answered ?? { outcome: 'illegal', phase: after.phase };
      }
      return result;
    }
    throw new Error(`${mostConflicts} commits in a row conflicted`);
  };
}
