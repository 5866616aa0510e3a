import type { SessionId } from '../../contract/ids.ts';
import type { ScriptedRedis } from '../scripts.ts';
import type { Follower } from './follower.ts';
import { sessionKeys } from './session-keys.ts';

/** A script blocks Redis for everything else. For this many sessions it takes well under a millisecond. */
const auditTogether = 100;

/** Compares what the followers of these sessions know with what the records say. Rejects without Redis. */
export async function auditFollowers(
  redis: ScriptedRedis,
  ids: readonly SessionId[],
  followersOf: (id: SessionId) => Iterable<Follower>,
): Promise<void> {
  for (let from = 0; from < ids.length; from += auditTogether) {
    await auditSome(redis, ids.slice(from, from + auditTogether), followersOf);
  }
}

async function auditSome(
  redis: ScriptedRedis,
  ids: readonly SessionId[],
  followersOf: (id: SessionId) => Iterable<Follower>,
): Promise<void> {
  const positions = new Map<Follower, number>();
  for (const id of ids) {
    for (const follower of followersOf(id)) positions.set(follower, follower.position());
  }
  const read = await redis.readLogHeads(ids.length, ...ids.map(sessionKeys.record));
  ids.forEach((id, index) => {
    const [revision = '0', commitId = '', phase = ''] = (read[index] ?? '').split(' ');
    const head = {
      revision: Number(revision),
      commitId,
      over: phase === 'ended' || phase === 'closed' ? phase : null,
    } as const;
    for (const follower of followersOf(id)) {
      const position = positions.get(follower);
      if (position !== undefined) follower.compare(position, head);
    }
  });
}
