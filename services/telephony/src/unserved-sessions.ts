import type { SessionId } from '@ringback/shared/contract/ids';
import { keys } from '@ringback/shared/redis/keys';
import type { ServiceParts } from '@ringback/shared/redis/service-parts';

/** In these a telephony instance holds the call's lease as soon as there was audio; earlier the deadline is near. */
const served = new Set<string>(['connecting', 'active', 'ending']);
/** The rest waits until there are fewer. */
const mostLooked = 2_000;

/** Live sessions whose telephony lease has run out and was not taken over; `nowMs` by Redis' clock. */
export async function listUnserved(
  { redis, store }: Pick<ServiceParts, 'redis' | 'store'>,
  nowMs: number,
): Promise<SessionId[]> {
  const ids = (await store.listLive()).slice(0, mostLooked);
  if (ids.length === 0) return [];
  const pipeline = redis.pipeline();
  for (const id of ids) pipeline.hmget(keys.session(id), 'phase', 'telephonyUntil');
  const replies = (await pipeline.exec()) ?? [];
  return ids.filter((_, place) => {
    const [error, reply] = replies[place] ?? [null, null];
    if (error) throw error;
    const [phase, until] = (reply ?? []) as (string | null)[];
    return served.has(phase ?? '') && until != null && Number(until) <= nowMs;
  });
}
