import type { SessionId } from '@ringback/shared/contract/ids';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { redisNowMs } from '@ringback/shared/redis/instances';
import { keys } from '@ringback/shared/redis/keys';
import type { ServiceParts } from '@ringback/shared/redis/service-parts';
import type { FetchBack } from './carrier-fetch-back.ts';
import type { TelephonyMetrics } from './telephony-metrics.ts';

const everyMs = 1_000;
/** Sightings a second apart: the holder of a lease that ran out while Redis was away renews it within two. */
const fetchBackAfter = 3;
const endAfter = 12;
const talking: ReadonlySet<SessionRecord['phase']> = new Set(['connecting', 'active', 'ending']);

/**
 * Finds calls whose telephony instance is dead: in the middle of a conversation, and nobody holds the lease.
 * The carrier is asked to bring its call to another instance; what has not come back then ends. It never dials.
 */
export function startOrphanWatch(
  parts: ServiceParts,
  metrics: TelephonyMetrics,
  fetchBack: FetchBack | null,
): { close(): void } {
  const { redis, store, logger } = parts;
  let sighted = new Map<SessionId, number>();

  async function isOrphaned(sessionId: SessionId, nowMs: number): Promise<boolean> {
    const [phase, streamSid, until] = await redis.hmget(
      keys.session(sessionId),
      'phase',
      'streamSid',
      'telephonyUntil',
    );
    if (!talking.has(phase as SessionRecord['phase'])) return false;
    // Without a stream so far the phase's own deadline serves.
    return Boolean(streamSid || until) && until !== null && Number(until) < nowMs;
  }

  async function attend(sessionId: SessionId, sightings: number): Promise<void> {
    if (sightings !== fetchBackAfter && sightings !== endAfter) return;
    const record = (await store.read(sessionId))?.record;
    if (record === undefined) return;
    if (sightings === endAfter) {
      metrics.reaped.inc({ cause: 'orphaned' });
      logger.warn({ sessionId }, 'nobody serves this call any more');
      await store.commit(sessionId, { type: 'end', reason: 'media_lost' });
    } else if (fetchBack !== null && record.via !== 'browser') await fetchBack(record);
  }

  async function sweep(): Promise<void> {
    const nowMs = await redisNowMs(redis);
    const next = new Map<SessionId, number>();
    for (const sessionId of await store.listLive()) {
      if (!(await isOrphaned(sessionId, nowMs))) continue;
      const sightings = (sighted.get(sessionId) ?? 0) + 1;
      next.set(sessionId, sightings);
      await attend(sessionId, sightings);
    }
    sighted = next;
  }

  let sweeping = false;
  const timer = setInterval(() => {
    if (sweeping) return;
    sweeping = true;
    sweep()
      .catch((error) => logger.warn({ err: error }, 'looking for orphaned calls failed'))
      .finally(() => {
        sweeping = false;
      });
  }, everyMs);
  return { close: () => clearInterval(timer) };
}
