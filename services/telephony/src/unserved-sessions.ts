import type { SessionId } from '@ringback/shared/contract/ids';
import { keys } from '@ringback/shared/redis/keys';
import type { ServiceParts } from '@ringback/shared/redis/service-parts';
import { isUnreadable } from '@ringback/shared/redis/unreadable-record';

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
  /** Of the abandoned: it has run out. Whoever gives one back lives, and looks for the line. */
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
  if (ids.length === 0) {
    return { abandoned: [], awayBrowsers: [], lapsed: [], undialled: [], unknown: [] };
  }
  const pipeline = redis.pipeline();
  for (const id of ids) pipeline.hmget(keys.session(id), 'phase', 'telephonyUntil', 'callSid', 'via');
  const replies = (await pipeline.exec()) ?? [];
  const states = ids.flatMap((id, place) => {
    const [error, reply] = replies[place] ?? [null, null];
    // What is no record at all is left to its deadline, at which it is set aside.
    if (error && isUnreadable(error)) return [];
    if (error) throw error;
    const [phase, until, callSid, via] = (reply ?? []) as (string | null)[];
    return [{ id, phase, until, isPlaced: (callSid ?? 'null') !== 'null', via }];
  });
  const abandoned = states.filter(
    ({ phase, until }) => served.has(phase ?? '') && until != null && Number(until) <= nowMs,
  );
  return {
    abandoned: abandoned.map(({ id }) => id),
    awayBrowsers: abandoned.filter(({ via }) => via === 'browser').map(({ id }) => id),
    lapsed: abandoned.filter(({ until }) => Number(until) > 0).map(({ id }) => id),
    unknown: states.filter(({ phase }) => phase == null).map(({ id }) => id),
    undialled: states.filter(({ phase, isPlaced }) => phase === 'dialling' && !isPlaced).map(({ id }) => id),
  };
}
