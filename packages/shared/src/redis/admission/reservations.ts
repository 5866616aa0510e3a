import { z } from 'zod';
import { callPricesSchema } from '../../contract/call-prices.ts';
import { type SessionId, sessionIdSchema } from '../../contract/ids.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';

/** Amounts travel as whole millionths of a US dollar, so that sums stay exact. */
export const toMillionths = (usd: number) => Math.round(usd * 1_000_000);
export const toUsd = (millionths: number) => millionths / 1_000_000;
/** The day that an amount counts for, in UTC. */
export const dayOf = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);

const millionths = z.number().int().nonnegative();

/**
 * What is held back for a call until its cost is known, in millionths of a US dollar. It contains the limits of its
 * day as they were at the start, so that raising it needs no configuration. Fields with a default are missing in what
 * the previous release has written.
 */
export const reservationSchema = z.object({
  day: z.string().max(10),
  amount: millionths,
  /** Up to this amount it is raised step by step while the call lives. */
  mostAmount: millionths.optional(),
  madeAt: z.number(),
  prices: callPricesSchema,
  /** All the money of the day; 0 when unknown. */
  dayMost: millionths.default(0),
  /** The shares of the day that it counts towards, by hashed name. A most of 0 is no limit. */
  shares: z
    .array(z.object({ name: z.string().max(100), most: millionths }))
    .max(8)
    .default([]),
});
export type Reservation = z.infer<typeof reservationSchema>;

/** A reservation as it was read; `text` is what stands in Redis. */
export interface HeldReservation {
  sessionId: SessionId;
  reservation: Reservation;
  text: string;
}

/** `unreadable`: the entry is no reservation. Its text stays as it is. */
type ReadReservation = HeldReservation | { sessionId: string; unreadable: string };

function read(id: string, text: string): ReadReservation {
  const sessionId = sessionIdSchema.safeParse(id);
  const reservation = reservationSchema.safeParse(parseJson(text));
  if (!sessionId.success || !reservation.success) return { sessionId: id, unreadable: text };
  return { sessionId: sessionId.data, reservation: reservation.data, text };
}

/** What is reserved and not settled yet. One unreadable entry does not affect the others. */
export async function listReservations(
  redis: ScriptedRedis,
): Promise<{ held: HeldReservation[]; unreadable: string[] }> {
  const all = Object.entries(await redis.hgetall(keys.reservations)).map(([id, text]) => read(id, text));
  return {
    held: all.flatMap((one) => ('unreadable' in one ? [] : [one])),
    unreadable: all.flatMap((one) => ('unreadable' in one ? [one.sessionId] : [])),
  };
}

/** What is reserved for a session. Null when there is nothing, or nothing readable. */
export async function findReservation(
  redis: ScriptedRedis,
  sessionId: SessionId,
): Promise<HeldReservation | null> {
  const text = await redis.hget(keys.reservations, sessionId);
  if (text === null) return null;
  const found = read(sessionId, text);
  return 'unreadable' in found ? null : found;
}

/** The accounts that a reservation stands on: the day's, and those of its shares. */
export const pursesOf = ({ day, shares }: Pick<Reservation, 'day' | 'shares'>): string[] => [
  keys.spent(day),
  ...shares.map(({ name }) => keys.spentShare(day, name)),
];

/** Books a call's cost to the accounts of its day. False when another instance has already done so. */
export async function settleCall(
  redis: ScriptedRedis,
  held: HeldReservation,
  costUsd: number,
): Promise<boolean> {
  const answer = await replaceAmount(redis, held, { amount: toMillionths(costUsd), text: '', mosts: [] });
  return answer === 'ok';
}

/**
 * Reserves more for a call that goes on. `spent`: the day or a share of it does not have that much left. An amount
 * that `isOwed` is already spent, and is taken whatever is left. `raced`: another instance has changed the
 * reservation.
 */
export function raiseReservation(
  redis: ScriptedRedis,
  held: HeldReservation,
  { amountUsd, isOwed }: { amountUsd: number; isOwed: boolean },
): Promise<'ok' | 'raced' | 'spent'> {
  const { reservation } = held;
  const amount = toMillionths(amountUsd);
  const text = JSON.stringify({ ...reservation, amount } satisfies Reservation);
  const mosts = isOwed ? [] : [reservation.dayMost, ...reservation.shares.map(({ most }) => most)];
  return replaceAmount(redis, held, { amount, text, mosts });
}

async function replaceAmount(
  redis: ScriptedRedis,
  { sessionId, reservation, text }: HeldReservation,
  next: { amount: number; text: string; mosts: readonly number[] },
): Promise<'ok' | 'raced' | 'spent'> {
  const purses = pursesOf(reservation);
  const answer = await redis.settleCall(
    1 + purses.length,
    keys.reservations,
    ...purses,
    JSON.stringify({
      session: sessionId,
      text,
      difference: next.amount - reservation.amount,
      next: next.text,
      mosts: next.mosts,
    }),
  );
  if (answer === 'ok' || answer === 'raced' || answer === 'spent') return answer;
  throw new TypeError(`settlement answered ${answer}`);
}

/** Until a day's purse is of no interest any more: two days after its beginning at least. */
const purseLifeMs = 48 * 3_600_000;

/** Books what was spent and had not been reserved. Rejects without Redis. */
export async function bookSpent(redis: ScriptedRedis, atMs: number, usd: number): Promise<void> {
  const millionths = toMillionths(usd);
  if (millionths > 0) await redis.bookSpent(keys.spent(dayOf(atMs)), String(millionths), String(purseLifeMs));
}

/** What was spent or promised on a day, in US dollars. */
export async function readSpentUsd(redis: ScriptedRedis, atMs: number): Promise<number> {
  return toUsd(Number((await redis.get(keys.spent(dayOf(atMs)))) ?? 0));
}

/** What was spent or promised on a day of one share, in US dollars. */
export async function readShareUsd(redis: ScriptedRedis, atMs: number, name: string): Promise<number> {
  return toUsd(Number((await redis.get(keys.spentShare(dayOf(atMs), name))) ?? 0));
}
