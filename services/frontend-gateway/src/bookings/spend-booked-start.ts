import type { CandidateId } from '@ringback/shared/contract/ids';
import { type Limit, takeFromLimits } from '@ringback/shared/redis/admission/limits';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { refuseLimited } from '../http/limits.ts';
import { candidateLimits } from '../starts/candidate-limits.ts';

/** Longer than the call of a booking is tried. */
const rememberedMs = 5 * 60_000;

const spentOf = (bookingId: string) => `booked-start:${bookingId}`;

/**
 * Spends one of a candidate's starts for a booking: once, however often its call is tried. Throws `limited` when none is
 * left. Rejects without Redis.
 */
export async function spendBookedStart(
  redis: ScriptedRedis,
  { candidateId, bookingId }: { candidateId: CandidateId; bookingId: string },
  starts: Limit,
): Promise<void> {
  const name = spentOf(bookingId);
  // In one step, and the booking is asked first: what it has spent lets it pass when the starts are used up.
  const answer = await takeFromLimits(redis, [
    { name, most: 1, windowMs: rememberedMs, amount: 1 },
    { name: candidateLimits.starts(candidateId), ...starts, amount: 1 },
  ]);
  if (!answer.allowed && answer.name !== name) refuseLimited(answer);
}

/** Forgets that a booking has spent a start. */
export async function forgetBookedStart(redis: ScriptedRedis, bookingId: string): Promise<void> {
  await redis.del(keys.limit(spentOf(bookingId)));
}
