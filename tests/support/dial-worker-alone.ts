import { createLogger } from '@ringback/shared/runtime/logger';
import { startDialWorker } from '../../services/telephony/src/carrier/dial-worker.ts';

/** The real dial worker, without the rest of a telephony: `look` is the first thing that it asks the session store. */
export function startDialWorkerAlone(redisUrl: string, look: () => Promise<never>) {
  const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
  const parts = { redis: { get: look }, clock: { now: () => Date.now() }, logger };
  return startDialWorker({ parts, redisUrl, callsPerSecond: 10 } as unknown as Parameters<
    typeof startDialWorker
  >[0]);
}
