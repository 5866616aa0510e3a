import type { Logger } from '@ringback/shared/runtime/logger';
import { repeat } from '@ringback/shared/runtime/repeat';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { CallActor } from '../call/call-actor.ts';
import type { TwilioRestClient } from '../twilio/rest-client.ts';
import { toEndReason } from '../twilio/status-callback.ts';

const everyMs = 5_000;

/**
 * Asks the carrier about calls of this instance that nothing else reports on: placed, and without audio. A status
 * callback can be lost and a socket can stay open, but the carrier's own record cannot be misread.
 */
export function startCarrierReconciler(options: {
  rest: TwilioRestClient;
  calls: () => readonly CallActor[];
  logger: Logger;
}): { close(): void } {
  const { rest, calls, logger } = options;

  async function reconcile(call: CallActor): Promise<void> {
    const { callSid, sessionId } = call.record;
    if (callSid === null) return;
    const found = await rest.fetchCall(callSid);
    if (!isLive(call.record.phase) || call.hasLine) return;
    if (found.outcome === 'failed') {
      logger.warn({ sessionId, callSid, code: found.code, cause: found.cause }, 'carrier could not be asked');
      return;
    }
    const reason =
      found.outcome === 'gone'
        ? 'carrier_failed'
        : toEndReason({ status: found.status, sipResponseCode: null });
    if (reason === null) return;
    logger.warn({ sessionId, callSid, reason }, 'carrier says that the call is over');
    call.end(reason);
  }

  async function reconcileAll(): Promise<void> {
    const unheard = calls().filter(
      ({ record, hasLine }) => record.callSid !== null && isLive(record.phase) && !hasLine,
    );
    await Promise.all(unheard.map(reconcile));
  }
  return repeat(everyMs, reconcileAll, (error) =>
    logger.error({ err: error }, 'reconciling with the carrier failed'),
  );
}
