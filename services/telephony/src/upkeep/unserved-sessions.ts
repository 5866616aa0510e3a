import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { type Glance, glanceAt } from '@ringback/shared/redis/session/session-glance';
import type { Unserved } from '../domain/unserved-watch.ts';

/**
 * In these phases a telephony instance holds the call's lease as soon as there was audio. In earlier ones the deadline
 * is near.
 */
const served = new Set<string>(['connecting', 'active', 'ending']);
/** The rest waits until there are fewer. */
const mostLooked = 2_000;

/** `nowMs` by Redis' clock. */
export async function listUnserved(
  { redis, store }: Pick<ServiceParts, 'redis' | 'store'>,
  nowMs: number,
): Promise<Unserved> {
  const ids = (await store.listLive()).slice(0, mostLooked);
  // An entry that is no readable record waits for its deadline, at which it is set aside.
  const glances = (await glanceAt(redis, ids)).filter((glance) => glance !== null);
  const abandoned = glances.filter(
    ({ phase, servedUntilMs }) => served.has(phase ?? '') && servedUntilMs !== null && servedUntilMs <= nowMs,
  );
  const undialled = glances.filter(({ phase, callSid }) => phase === 'dialling' && callSid === null);
  const idsOf = (found: readonly Glance[]) => found.map(({ sessionId }) => sessionId);
  return {
    abandoned: idsOf(abandoned),
    awayBrowsers: idsOf(abandoned.filter(({ via }) => via === 'browser')),
    lapsed: idsOf(abandoned.filter(({ servedUntilMs }) => (servedUntilMs ?? 0) > 0)),
    undialled: idsOf(undialled),
    unknown: idsOf(glances.filter(({ phase }) => phase === null)),
  };
}
