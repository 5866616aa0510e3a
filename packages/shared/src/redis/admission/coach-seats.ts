import { type SessionId, type ShareId, shareIdSchema } from '../../contract/ids.ts';
import { redisNowMs } from '../fleet/instances.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';

/** The name of a coach's seat, which tells by which link they watch. `id`: of this socket alone. */
export const toCoachSeat = (shareId: ShareId, id: string): string => `${shareId}:${id}`;

/** The links by which coaches watch a session now, over all gateways. Seats that an earlier release has taken name none. */
export async function readWatchingLinks(
  redis: ScriptedRedis,
  sessionId: SessionId,
): Promise<ReadonlySet<string>> {
  const nowMs = await redisNowMs(redis);
  const seats = await redis.zrangebyscore(keys.coachSeats(sessionId), `(${nowMs}`, '+inf');
  return new Set(seats.flatMap((seat) => shareIdSchema.safeParse(seat.split(':')[0]).data ?? []));
}
