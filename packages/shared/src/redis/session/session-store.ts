import type { PartialWords } from '../../contract/events.ts';
import type { SessionId } from '../../contract/ids.ts';
import type { Levels } from '../../contract/levels.ts';
import { type Command, commandKinds } from '../../session/command.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { createCommit } from './commit-command.ts';
import type { CommitOptions, CommitResult, CreateOptions } from './commit-result.ts';
import { closeUnreadable } from './quarantine.ts';
import { sessionKeys } from './session-keys.ts';
import { createSessionReads, type SessionReads } from './session-reads.ts';
import { type Configured, writeSession } from './session-writes.ts';
import { isUnreadable } from './unreadable-record.ts';

/** The one write path of sessions, and their reads. All methods reject when Redis does not answer. */
export interface SessionStore extends SessionReads {
  /** Creates a session: listed for the reaper and its owner and with an expiry, or not at all. */
  create(event: Configured, options: CreateOptions): Promise<CommitResult>;
  commit(sessionId: SessionId, command: Command, options?: CommitOptions): Promise<CommitResult>;
  /** Shows words that are not final. They are not stored, and losing them is harmless. */
  publishPartial(sessionId: SessionId, words: PartialWords): Promise<void>;
  /** Tells how loud both sides are, and answers how many gateways have heard it. Not stored; losing it is harmless. */
  publishLevels(sessionId: SessionId, levels: Levels): Promise<number>;
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

export function createSessionStore(parts: StoreParts): SessionStore {
  const { redis, now = Date.now, fleetGeneration = () => 0, count = () => {} } = parts;
  const reads = createSessionReads(redis, parts.countUnreadable ?? (() => {}));
  const commit = createCommit({ redis, reads, now, fleetGeneration });
  return {
    ...reads,
    async create(event, options) {
      const result = await writeSession(redis, event, options);
      count(result.outcome);
      return result;
    },
    async commit(sessionId, command, options = {}) {
      const result = await commit(sessionId, command, options).catch(async (error): Promise<CommitResult> => {
        if (!isUnreadable(error)) throw error;
        if (commandKinds[command.type].closes)
          await closeUnreadable(redis, sessionId, { to: 'list', nowMs: now() });
        return { outcome: 'unreadable' };
      });
      count(result.outcome);
      return result;
    },
    async publishPartial(sessionId, words) {
      await redis.publish(sessionKeys.channel(sessionId), JSON.stringify({ partial: words }));
    },
    publishLevels: (sessionId, levels) =>
      redis.publish(sessionKeys.levels(sessionId), JSON.stringify(levels)),
  };
}
