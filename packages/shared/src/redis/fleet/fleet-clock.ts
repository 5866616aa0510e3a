import type { Logger } from '../../runtime/logger.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { redisNowMs } from './instances.ts';

const everyMs = 2_000;
/** An answer that took longer says little: its time is known to half of that. The setting before it is better. */
const mostRoundTripMs = 500;

/**
 * The one clock that all instances share: Redis' clock, read without asking. It is set every two seconds and carried
 * on by the process' own monotonic clock. A machine whose wall clock is wrong or jumps thus makes no deadline too
 * early or too late.
 */
export interface FleetClock {
  /** Epoch ms. */
  now(): number;
  close(): void;
}

/** Rejects when Redis cannot be asked the first time. */
export async function startFleetClock(redis: ScriptedRedis, logger: Logger): Promise<FleetClock> {
  let offsetMs = 0;
  async function set(isFirst = false): Promise<void> {
    const askedAt = performance.now();
    const nowMs = await redisNowMs(redis);
    if (!isFirst && performance.now() - askedAt > mostRoundTripMs) return;
    // The answer was made about halfway between the request and its arrival.
    offsetMs = nowMs - (askedAt + performance.now()) / 2;
  }
  await set(true);
  const timer = setInterval(() => {
    // While Redis is away, the last setting stays in use. Clocks drift by a few ms an hour.
    set().catch((error) => logger.debug({ err: error }, 'the fleet clock could not be set'));
  }, everyMs);
  return {
    now: () => Math.round(performance.now() + offsetMs),
    close: () => clearInterval(timer),
  };
}
