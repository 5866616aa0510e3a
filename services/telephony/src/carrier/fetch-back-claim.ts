import type { SessionId } from '@ringback/shared/contract/ids';
import { redisNowMs } from '@ringback/shared/redis/fleet/instances';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { keys } from '@ringback/shared/redis/keys';
import { glanceAt } from '@ringback/shared/redis/session/session-glance';

/** Longer than all instances take to notice the same loss, and shorter than a call is waited for. */
const claimMs = 6_000;

/** The right to fetch one call back once. A second redirect would end the stream that the first one brought. */
export type FetchBackClaim =
  | { outcome: 'ours'; release: () => Promise<void> }
  /** An instance has its audio again. */
  | { outcome: 'served' }
  /** Another instance has already asked the carrier. */
  | { outcome: 'claimed' };

/**
 * One claim in the whole fleet for each absence. The lease's token tells absences apart, because every new stream
 * raises it. Rejects without Redis.
 */
export async function claimFetchBack(
  redis: ServiceParts['redis'],
  sessionId: SessionId,
): Promise<FetchBackClaim> {
  const [[glance], nowMs] = await Promise.all([glanceAt(redis, [sessionId]), redisNowMs(redis)]);
  if ((glance?.servedUntilMs ?? 0) > nowMs) return { outcome: 'served' };
  const key = keys.fetchBack(sessionId, glance?.servingToken ?? '0');
  if ((await redis.set(key, '', 'PX', claimMs, 'NX')) === null) return { outcome: 'claimed' };
  return {
    outcome: 'ours',
    async release() {
      await redis.del(key);
    },
  };
}
