import { z } from 'zod';
import { parseJson } from '../../runtime/parse-json.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { pursesOf, reservationSchema, toMillionths } from './reservations.ts';

/**
 * A call that was settled by our own price list and whose price the carrier has not told yet. Amounts in millionths of
 * a US dollar, times in epoch ms by the fleet's clock.
 */
const awaitedPriceSchema = z.object({
  day: reservationSchema.shape.day,
  shares: reservationSchema.shape.shares,
  /** What was booked for the call itself, without its media stream. */
  booked: z.number().int().nonnegative(),
  /**
   * Our list's price of a minute of such a call. Null when the list has none, and for a call of the previous release.
   */
  perMinute: z.number().int().nonnegative().nullable().default(null),
  askedAgainAt: z.number(),
  tries: z.number().int().nonnegative(),
});
export type AwaitedPrice = z.infer<typeof awaitedPriceSchema>;

/** The entry as it was read; `text` is what stands in Redis. */
export interface HeldPrice {
  callSid: string;
  awaited: AwaitedPrice;
  text: string;
}

/** Notes that a call's price must be fetched. Repeating it changes nothing. */
export async function awaitPrice(
  redis: ScriptedRedis,
  callSid: string,
  {
    bookedUsd,
    perMinuteUsd,
    ...rest
  }: Pick<AwaitedPrice, 'day' | 'shares' | 'askedAgainAt'> & {
    bookedUsd: number;
    perMinuteUsd: number | null;
  },
): Promise<void> {
  const perMinute = perMinuteUsd === null ? null : toMillionths(perMinuteUsd);
  const awaited: AwaitedPrice = { ...rest, booked: toMillionths(bookedUsd), perMinute, tries: 0 };
  await redis.hsetnx(keys.awaitedPrices, callSid, JSON.stringify(awaited));
}

/** Whether the carrier has still to tell what a call cost. */
export async function isPriceAwaited(redis: ScriptedRedis, callSid: string): Promise<boolean> {
  return (await redis.hexists(keys.awaitedPrices, callSid)) === 1;
}

/** The awaited prices that are due. An unreadable entry is removed, because it could never be booked. */
export async function listDuePrices(redis: ScriptedRedis, nowMs: number): Promise<HeldPrice[]> {
  const due: HeldPrice[] = [];
  for (const [callSid, text] of Object.entries(await redis.hgetall(keys.awaitedPrices))) {
    const parsed = awaitedPriceSchema.safeParse(parseJson(text));
    if (!parsed.success) await redis.hdel(keys.awaitedPrices, callSid);
    else if (parsed.data.askedAgainAt <= nowMs) due.push({ callSid, awaited: parsed.data, text });
  }
  return due;
}

/** Books what the carrier charges in place of our own price. False when another instance has already done so. */
export function bookPrice(redis: ScriptedRedis, held: HeldPrice, priceUsd: number): Promise<boolean> {
  const difference = toMillionths(priceUsd) - held.awaited.booked;
  return replace(redis, held, { difference, next: '' });
}

/** Schedules the next try. False when another instance has already decided about it. */
export function askAgain(redis: ScriptedRedis, held: HeldPrice, askedAgainAt: number): Promise<boolean> {
  const { awaited } = held;
  const later: AwaitedPrice = { ...awaited, askedAgainAt, tries: awaited.tries + 1 };
  return replace(redis, held, { difference: 0, next: JSON.stringify(later) });
}

/** What was booked by our own price stays. */
export function giveUpPrice(redis: ScriptedRedis, held: HeldPrice): Promise<boolean> {
  return replace(redis, held, { difference: 0, next: '' });
}

/**
 * Removes shares of the day from what is still awaited, because their candidate was erased. The price is booked to the
 * day all the same. An entry that another instance changes at the same moment is found at the next look.
 */
export async function forgetShares(redis: ScriptedRedis, names: ReadonlySet<string>): Promise<void> {
  for (const [callSid, text] of Object.entries(await redis.hgetall(keys.awaitedPrices))) {
    const parsed = awaitedPriceSchema.safeParse(parseJson(text));
    if (!parsed.success) continue;
    const { data: awaited } = parsed;
    const shares = awaited.shares.filter(({ name }) => !names.has(name));
    if (shares.length === awaited.shares.length) continue;
    const next = JSON.stringify({ ...awaited, shares } satisfies AwaitedPrice);
    await replace(redis, { callSid, awaited, text }, { difference: 0, next });
  }
}

async function replace(
  redis: ScriptedRedis,
  { callSid, awaited, text }: HeldPrice,
  { difference, next }: { difference: number; next: string },
): Promise<boolean> {
  const purses = pursesOf(awaited);
  const wish = { session: callSid, text, difference, next, mosts: [] };
  const args = [keys.awaitedPrices, ...purses, JSON.stringify(wish)];
  return (await redis.settleCall(1 + purses.length, ...args)) === 'ok';
}
