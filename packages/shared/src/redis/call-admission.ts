import { z } from 'zod';
import { callPricesSchema } from '../contract/call-prices.ts';
import { type SessionId, sessionIdSchema } from '../contract/ids.ts';

import { keys } from './keys.ts';
import type { ScriptedRedis } from './scripts.ts';

/** Amounts travel as whole millionths of a US dollar, so that sums stay exact. */
const toMillionths = (usd: number) => Math.round(usd * 1_000_000);
const dayMs = 24 * 3600_000;
const dayOf = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);

/** What is held back for a call until its cost is known. */
export const reservationSchema = z.object({
  day: z.string(),
  amount: z.number().int().nonnegative(),
  madeAt: z.number(),
  prices: callPricesSchema,
});
export type Reservation = z.infer<typeof reservationSchema>;

/** At most `most` admissions in `windowMs`, counted from the first; 0 means no limit. */
export interface CallLimit {
  name: string;
  most: number;
  windowMs: number;
}

export interface AdmissionRequest {
  sessionId: SessionId;
  /** Epoch ms. */
  at: number;
  limits: readonly CallLimit[];
  /** What the call costs at the very most, in US dollars. */
  reserveUsd: number;
  dailyLimitUsd: number;
  prices: Reservation['prices'];
}

export type AdmissionAnswer =
  | { outcome: 'ok' }
  | { outcome: 'limited'; name: string; retryAfterMs: number }
  /** The day's money is spent or promised. */
  | { outcome: 'spent'; retryAfterMs: number };

/** Checks all limits and reserves a call's money, in one step. Asking again for the same session is `ok`. */
export async function admitCall(redis: ScriptedRedis, request: AdmissionRequest): Promise<AdmissionAnswer> {
  const { sessionId, at, limits, prices } = request;
  const amount = toMillionths(request.reserveUsd);
  const day = dayOf(at);
  const reservation: Reservation = { day, amount, madeAt: at, prices };
  const counters = limits.map(({ name }) => keys.limit(name));
  const [outcome, index, leftMs] = await redis.admitCall(
    String(2 + counters.length),
    keys.reservations,
    keys.spent(day),
    ...counters,
    sessionId,
    JSON.stringify(reservation),
    String(amount),
    String(toMillionths(request.dailyLimitUsd)),
    String(dayMs - (at % dayMs)),
    ...limits.flatMap(({ most, windowMs }) => [String(most), String(windowMs)]),
  );
  if (outcome === 'ok') return { outcome };
  const retryAfterMs = Number(leftMs);
  if (outcome === 'spent') return { outcome, retryAfterMs };
  return { outcome: 'limited', name: limits[Number(index)]?.name ?? '', retryAfterMs };
}

/** What is reserved and not settled yet; `text` is handed back to `settleCall`. */
export async function listReservations(
  redis: ScriptedRedis,
): Promise<{ sessionId: SessionId; reservation: Reservation; text: string }[]> {
  const held = await redis.hgetall(keys.reservations);
  return Object.entries(held).map(([id, text]) => ({
    sessionId: sessionIdSchema.parse(id),
    reservation: reservationSchema.parse(JSON.parse(text)),
    text,
  }));
}

/** Puts a call's cost on the account of its day; false when somebody has done so before. */
export async function settleCall(
  redis: ScriptedRedis,
  { sessionId, reservation, text }: { sessionId: SessionId; reservation: Reservation; text: string },
  costUsd: number,
): Promise<boolean> {
  const difference = toMillionths(costUsd) - reservation.amount;
  const key = keys.spent(reservation.day);
  return (await redis.settleCall(keys.reservations, key, sessionId, text, String(difference))) === 1;
}

/** Gives back what was reserved for a session that was not made. */
export async function cancelAdmission(redis: ScriptedRedis, sessionId: SessionId): Promise<void> {
  const text = await redis.hget(keys.reservations, sessionId);
  if (text === null) return;
  await settleCall(redis, { sessionId, text, reservation: reservationSchema.parse(JSON.parse(text)) }, 0);
}

/** What was spent or promised on a day, in US dollars. */
export async function readSpentUsd(redis: ScriptedRedis, atMs: number): Promise<number> {
  return Number((await redis.get(keys.spent(dayOf(atMs)))) ?? 0) / 1_000_000;
}
