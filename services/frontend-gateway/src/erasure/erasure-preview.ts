import type { ErasurePreview } from '@ringback/shared/contract/deletion-record';
import type { CandidateId, SessionId } from '@ringback/shared/contract/ids';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { listIndexed } from '@ringback/shared/redis/session/owned-sessions';
import { mostListed } from '@ringback/shared/redis/session/session-writes';
import { addCounts, readStoredParts } from '@ringback/shared/redis/session/stored-parts';
import type { CandidateTraces } from './candidate-traces.ts';

/** Tells what an erasure would remove now. Changes nothing. Rejects without Redis. */
export interface ErasurePreviews {
  ofSession(sessionId: SessionId): Promise<ErasurePreview>;
  /** `spend` is told how many sessions will be looked at, and may refuse by throwing. */
  ofCandidate(
    owners: readonly CandidateId[],
    spend: (sessions: number) => Promise<void>,
  ): Promise<ErasurePreview>;
}

export function createErasurePreviews(parts: {
  redis: ScriptedRedis;
  candidate: Pick<CandidateTraces, 'count'>;
}): ErasurePreviews {
  const { redis, candidate } = parts;

  async function lookAt(ids: readonly SessionId[]): Promise<Omit<ErasurePreview, 'isAtLeast'>> {
    const all = (await Promise.all(ids.map((id) => readStoredParts(redis, id)))).flatMap((one) => one ?? []);
    const live = all.filter(({ isLive }) => isLive).length;
    return { live, counts: addCounts(all.map(({ counts }) => counts)) };
  }

  return {
    ofSession: async (sessionId) => ({ ...(await lookAt([sessionId])), isAtLeast: false }),
    async ofCandidate(owners, spend) {
      const lists = await Promise.all(owners.map((owner) => listIndexed(redis, owner)));
      const ids = [...new Set(lists.flat())];
      await spend(ids.length);
      const { live, counts } = await lookAt(ids);
      const beside = await candidate.count(owners);
      const isAtLeast = lists.some((list) => list.length >= mostListed);
      return { live, counts: addCounts([counts, beside]), isAtLeast };
    },
  };
}
