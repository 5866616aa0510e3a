import { AppError } from '@ringback/shared/contract/errors';
import type { Metrics } from '@ringback/shared/runtime/metrics';
import type { createSessionStarter } from './start-session.ts';

type Start = ReturnType<typeof createSessionStarter>;

/** Counts refused starts by their error code, since an attacker may be trying numbers. */
export function countRefusedStarts(start: Start, metrics: Metrics): Start {
  const refused = metrics.counter('starts_refused_total', 'Sessions that were not started, by code', [
    'code',
  ]);
  return async (request) => {
    try {
      return await start(request);
    } catch (error) {
      refused.inc({ code: error instanceof AppError ? error.code : 'failed' });
      throw error;
    }
  };
}
