import type { SessionId } from '@ringback/shared/contract/ids';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { type Glance, glanceAt } from '@ringback/shared/redis/session/session-glance';

/**
 * In these phases a telephony instance holds the call's lease as soon as there was audio. In earlier ones the deadline
 * is near.
 */
const served = new Set<string>(['connecting', 'active', 'ending']);
/** The rest waits until there are fewer. */
const mostLooked = 2_000;

/** Live sessions that an instance should move on. */
export interface Unserved {
  /** The telephony lease has run out or was given back, and no instance has taken it over. */
  abandoned: SessionId[];
  /** Those of the abandoned that are browser calls. They are waited for as long as their pages promise. */
  awayBrowsers: SessionId[];
  /**
   * Those of the abandoned whose lease has run out. An instance that gives a lease back is alive and looks after the
   * line.
   */
  lapsed: SessionId[];
  /** Being dialled, without a known carrier call. */
  undialled: SessionId[];
  /** Listed but without a record: it was never made, or has been erased. */
  unknown: SessionId[];
}

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
