import type { SessionId } from '@ringback/shared/contract/ids';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { type Glance, glanceAt } from '@ringback/shared/redis/session/session-glance';

/** In these a telephony instance holds the call's lease as soon as there was audio; earlier the deadline is near. */
const served = new Set<string>(['connecting', 'active', 'ending']);
/** The rest waits until there are fewer. */
const mostLooked = 2_000;

/** Live sessions that somebody should move on. */
export interface Unserved {
  /** The telephony lease has run out, or was given back, and was not taken over. */
  abandoned: SessionId[];
  /** Of these: the browser's calls, which are waited for as long as their pages promise. */
  awayBrowsers: SessionId[];
  /** Of the abandoned: it has run out. An instance that gives one back lives, and looks for the line. */
  lapsed: SessionId[];
  /** Being dialled, and no carrier call is known. */
  undialled: SessionId[];
  /** On the list, and without a record: it was never made, or is erased. */
  unknown: SessionId[];
}

/** `nowMs` by Redis' clock. */
export async function listUnserved(
  { redis, store }: Pick<ServiceParts, 'redis' | 'store'>,
  nowMs: number,
): Promise<Unserved> {
  const ids = (await store.listLive()).slice(0, mostLooked);
  // What is no record at all is left to its deadline, at which it is set aside.
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
