import type { Keeping } from '@ringback/shared/contract/kept-parts';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { Logger } from '@ringback/shared/runtime/logger';
import type { Metrics } from '@ringback/shared/runtime/metrics';
import { repeat } from '@ringback/shared/runtime/repeat';
import { createRetentionSweep } from './retention-sweep.ts';

const everyMs = 10 * 60_000;

/** Looks through all sessions at once, and then every ten minutes. */
export interface RetentionJob {
  /** Waits for the session that is being looked at. */
  close(): Promise<void>;
}

/** Several gateways may do this at the same time: whatever one has done, the others find done. */
export function startRetentionJob(parts: {
  redis: ScriptedRedis;
  logger: Logger;
  metrics: Metrics;
  keeping: Keeping;
  /** The fleet's time, epoch ms. */
  now: () => number;
}): RetentionJob {
  const { logger, now } = parts;
  const sweep = createRetentionSweep(parts);
  const stop = new AbortController();
  let running: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    const { expired, unreadable } = await sweep(now(), stop.signal);
    if (expired > 0)
      logger.info({ sessions: expired }, 'parts of sessions were erased because their time has passed');
    if (unreadable > 0)
      logger.warn(
        { sessions: unreadable },
        'sessions whose parts cannot be erased go as a whole in their time',
      );
  }
  function runOnce(): Promise<void> {
    running = run();
    return running;
  }
  const failed = (error: unknown) => {
    if (!stop.signal.aborted) logger.warn({ err: error }, 'retention failed, trying again in ten minutes');
  };
  runOnce().catch(failed);
  const repetition = repeat(everyMs, runOnce, failed);
  return {
    async close() {
      repetition.close();
      stop.abort();
      await running.catch(() => {});
    },
  };
}
