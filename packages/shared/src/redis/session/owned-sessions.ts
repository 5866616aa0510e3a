import { type CandidateId, type SessionId, sessionIdSchema } from '../../contract/ids.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { walkKeys } from '../walk-keys.ts';
import { sessionKeys } from './session-keys.ts';
import { isUnreadable } from './unreadable-record.ts';

const recordPattern = /^session:\{([^{}]+)\}$/;

/** The sessions in a candidate's index, newest first. It forgets the oldest ones. */
export async function listIndexed(redis: ScriptedRedis, owner: CandidateId): Promise<SessionId[]> {
  const ids = await redis.zrevrange(keys.candidateSessions(owner), 0, -1);
  return ids.flatMap((id) => sessionIdSchema.safeParse(id).data ?? []);
}

/**
 * Every stored session of these owners, with its owner: by their indexes, in which unreadable ones stand too, and by a
 * walk through all records for those that an index has forgotten. The walk costs time with the size of Redis, and
 * blocks it only for moments. Rejects when Redis does not answer about one of them.
 */
export async function listOwned(
  redis: ScriptedRedis,
  owners: readonly CandidateId[],
): Promise<Map<SessionId, CandidateId>> {
  const found = new Map<SessionId, CandidateId>();
  await walkKeys(redis, { pattern: 'session:{*}', type: 'hash' }, async (names) => {
    const ids = names.flatMap((name) => sessionIdSchema.safeParse(recordPattern.exec(name)?.[1]).data ?? []);
    const reading = redis.pipeline();
    for (const id of ids) reading.hget(sessionKeys.record(id), 'ownerId');
    const replies = (await reading.exec()) ?? [];
    ids.forEach((id, index) => {
      const [error, reply] = replies[index] ?? [new Error('no reply'), null];
      // Something other than a record stands there. Its owner's index names it.
      if (error && !isUnreadable(error)) throw error;
      const owner = owners.find((one) => one === reply);
      if (owner !== undefined) found.set(id, owner);
    });
  });
  for (const owner of owners) for (const id of await listIndexed(redis, owner)) found.set(id, owner);
  return found;
}
