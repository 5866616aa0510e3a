import { z } from 'zod';
import { callPricesSchema } from '../contract/call-prices.ts';
import { type SessionId, sessionIdSchema } from '../contract/ids.ts';
import { keys } from './keys.ts';
import type { ScriptedRedis } from './scripts.ts';

/** Amounts travel as whole millionths of a US dollar, so that sums stay exact. */
export const toMillionths = (usd: number) => Math.round(usd * 1_000_000);
/** The day that an amount counts for, in UTC. */
export const dayOf = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);

/** What is held back for a call until its cost is known; `amount` in millionths of a US dollar. */
export const reservationSchema = z.object({
  day: z.string(),
  amount: z.number().int().nonnegative(),
  madeAt: z.number(),
  prices: callPricesSchema,
});
export type Reservation = z.infer<typeof reservationSchema>;

/** A reservation as it was read; `text` is what stands in Redis. */
export interface HeldReservation {
  sessionId: SessionId;
  reservation: Reservation;
  text: string;
}

/** What is reserved and not settled yet. */
export async function listReservations(redis: ScriptedRedis): Promise<HeldReservation[]> {
  const held = await redis.hgetall(keys.reservations);
  return Object.entries(held).map(([id, text]) => ({
    sessionId: sessionIdSchema.parse(id),
    reservation: reservationSchema.parse(JSON.parse(text)),
    text,
  }));
}

/** Puts a call's cost on the account of its day; false when somebody has done so before. */
export function settleCall(redis: ScriptedRedis, held: HeldReservation, costUsd: number): Promise<boolean> {
  return replaceAmount(redis, held, { amount: toMillionths(costUsd), text: '' });
}

/** Reserves more for a call that costs more than was thought; false when somebody has done so before. */
export function raiseReservation(
  redis: ScriptedRedis,
  held: HeldReservation,
  costUsd: number,
): Promise<boolean> {
  const amount = toMillionths(costUsd);
  const text = JSON.stringify({ ...held.reservation, amount } satisfies Reservation);
  return replaceAmount(redis, held, { amount, text });
}

async function replaceAmount(
  redis: ScriptedRedis,
  { sessionId, reservation, text }: HeldReservation,
  next: { amount: number; text: string },
): Promise<boolean> {
  const difference = String(next.amount - reservation.amount);
  const key = keys.spent(reservation.day);
  return (await redis.settleCall(keys.reservations, key, sessionId, text, difference, next.text)) === 1;
}

/** What was spent or promised on a day, in US dollars. */
export async function readSpentUsd(redis: ScriptedRedis, atMs: number): Promise<number> {
  return Number((await redis.get(keys.spent(dayOf(atMs)))) ?? 0) / 1_000_000;
}
