import { type CandidateId, sessionIdSchema } from '@ringback/shared/contract/ids';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import { readEach } from './read-each.ts';

/** The most sessions of one id that are looked at. A live one is among the newest. */
const mostRead = 20;

/** What a candidate has, in few words. */
export interface CandidateGlance {
  /** Sessions that are there, those that cannot be read included. */
  interviews: number;
  newest: { jobTitle: string; configuredAt: number } | null;
  /** Whether one of them is going on. */
  isLive: boolean;
}

/**
 * Looks at what a candidate has under these ids. Each record costs `spend` one look before it is read. Rejects without
 * Redis.
 */
export async function glanceAtCandidate(
  { redis, store }: { redis: ScriptedRedis; store: Pick<SessionStore, 'read'> },
  owners: readonly CandidateId[],
  spend: (looks: number) => Promise<void>,
): Promise<CandidateGlance> {
  const indexes = owners.map(keys.candidateSessions);
  const listed = await Promise.all(indexes.map((index) => redis.zrevrange(index, 0, mostRead - 1)));
  const ids = listed.flat().flatMap((id) => sessionIdSchema.safeParse(id).data ?? []);
  if (ids.length > 0) await spend(ids.length);
  const { readable, gone } = await readEach(store, ids);
  if (gone.length > 0) await Promise.all(indexes.map((index) => redis.zrem(index, ...gone)));
  const counts = await Promise.all(indexes.map((index) => redis.zcard(index)));
  const records = readable.map(({ record }) => record);
  const [newest] = records.toSorted((one, other) => other.times.configuredAt - one.times.configuredAt);
  return {
    interviews: counts.reduce((sum, count) => sum + count, 0),
    newest: newest
      ? { jobTitle: newest.jobConfiguration.jobTitle, configuredAt: newest.times.configuredAt }
      : null,
    isLive: records.some(({ phase }) => isLive(phase)),
  };
}
