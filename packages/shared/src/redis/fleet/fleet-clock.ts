import type { Logger } from '../../runtime/logger.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { redisNowMs } from './instances.ts';

const everyMs = 2_000;

/**
 * The one clock that all instances share, Redis', read without asking: set every two seconds and carried on
 * by the process' own monotonic clock. A machine whose wall clock is wrong or jumps neither makes deadlines
 * that have passed nor ones that never come.
 */
export interface FleetClock {
  /** Epoch ms. */
  now(): number;
  close(): void;
}

/** Rejects when Redis cannot be asked the first time. */
export async function startFleetClock(redis: ScriptedRedis, logger: Logger): Promise<FleetClock> {
  let offsetMs = 0;
  async function set(): Promise<void> {
    const askedAt = performance.now();
    const nowMs = await redisNowMs(redis);
    // The answer was made about halfway between asking and hearing it.
    offsetMs = nowMs - (askedAt + performance.now()) / 2;
  }
  await set();
  const timer = setInterval(() => {
    // While Redis is away the last setting serves on: clocks drift by a few ms an hour.
    set().catch((error) => logger.debug({ err: error }, 'the fleet clock could not be set'));
  }, everyMs);
  return {
    now: () => Math.round(performance.now() + offsetMs),
    close: () => clearInterval(timer),
  };
}
