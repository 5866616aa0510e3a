import { AppError } from '@ringback/shared/contract/errors';
import { type CandidateId, type SessionId, sessionIdSchema } from '@ringback/shared/contract/ids';
import { phaseSchema } from '@ringback/shared/contract/lifecycle';
import { redisNowMs } from '@ringback/shared/redis/instances';
import { keys } from '@ringback/shared/redis/keys';
import { takePlace } from '@ringback/shared/redis/places';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { isLive } from '@ringback/shared/session/lifecycle-table';

/** Longer than the longest session with all its waits. */
const claimLifeMs = 60 * 60_000;
/** Between a claim and the commit of its session. */
const createdWithinMs = 10_000;
/** A call ends some time soon; nobody knows when. */
const whenFullRetryAfterMs = 30_000;

/** Who may have how many live sessions. Atomic, and closed when Redis does not answer: calls cost money. */
export interface SessionClaims {
  /**
   * Claims room for a session, in the place of the one that it replaces. Claiming again changes nothing; a claim
   * whose session is never made, or is over, gives way when there is no room.
   * Throws `limited`, and rejects when Redis is away.
   */
  claim(sessionId: SessionId, candidateId: CandidateId, replaced: SessionId | null): Promise<void>;
}

export function createSessionClaims(
  redis: ScriptedRedis,
  /** `perCandidate` 0 means no limit; `inAll` 0 means none at all. */
  most: { inAll: number; perCandidate: number },
): SessionClaims {
  async function dropFinished(key: string): Promise<void> {
    const held = await redis.zrange(key, '0', '-1', 'WITHSCORES');
    const youngest = (await redisNowMs(redis)) + claimLifeMs - createdWithinMs;
    const claims = held.flatMap((id, place) =>
      place % 2 === 0 ? [{ id: sessionIdSchema.parse(id), endsAt: Number(held[place + 1]) }] : [],
    );
    const pipeline = redis.pipeline();
    for (const { id } of claims) pipeline.hget(keys.session(id), 'phase');
    const replies = (await pipeline.exec()) ?? [];
    const finished = claims.filter(({ endsAt }, place) => {
      const [error, phase] = replies[place] ?? [null, null];
      if (error) throw error;
      const known = phaseSchema.safeParse(phase);
      return known.success ? !isLive(known.data) : endsAt < youngest;
    });
    if (finished.length > 0) await redis.zrem(key, ...finished.map(({ id }) => id));
  }

  async function takeFrom(key: string, sessionId: SessionId, count: number): Promise<void> {
    const rules = { key, most: count, lifeMs: claimLifeMs };
    if ((await takePlace(redis, sessionId, rules)).taken) return;
    // Nobody tells when a session is over: it is looked up when there is no room.
    await dropFinished(key);
    if ((await takePlace(redis, sessionId, rules)).taken) return;
    throw new AppError('limited', { details: { retryAfterMs: whenFullRetryAfterMs } });
  }

  async function release(sessionId: SessionId, candidateId: CandidateId): Promise<void> {
    await redis.zrem(keys.claims, sessionId);
    await redis.zrem(keys.candidateClaims(candidateId), sessionId);
  }

  return {
    async claim(sessionId, candidateId, replaced) {
      if (most.inAll === 0)
        throw new AppError('limited', { details: { retryAfterMs: whenFullRetryAfterMs } });
      if (replaced !== null) await release(replaced, candidateId);
      try {
        await takeFrom(keys.claims, sessionId, most.inAll);
        await takeFrom(keys.candidateClaims(candidateId), sessionId, most.perCandidate);
      } catch (error) {
        await release(sessionId, candidateId);
        if (replaced !== null) {
          await redis.takePlace(keys.claims, replaced, '0', String(claimLifeMs));
          await redis.takePlace(keys.candidateClaims(candidateId), replaced, '0', String(claimLifeMs));
        }
        throw error;
      }
    },
  };
}
