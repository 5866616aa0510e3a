import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { glanceAt } from '@ringback/shared/redis/session/session-glance';
import { repeat } from '@ringback/shared/runtime/repeat';
import type { HangUp } from '../call/call.ts';
import { createAbsenceWatch } from '../domain/absence.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import type { TwilioRestClient } from '../twilio/rest-client.ts';

const everyMs = 5_000;
/** As long as a call whose placing had an unknown outcome may take to be adopted by its callback. */
const unclaimedForMs = 20_000;

/**
 * Ends calls from our own numbers that no session knows: the instance that placed them died before the record was told,
 * and the callbacks were lost too. No interviewer would talk on them, and they are billed. It never dials.
 */
export function startUnclaimedCallsWatch(options: {
  parts: ServiceParts;
  metrics: TelephonyMetrics;
  rest: TwilioRestClient;
  callerNumbers: readonly string[];
  hangUp: HangUp;
}): { close(): void } {
  const { parts, metrics, rest, callerNumbers, hangUp } = options;
  const { redis, store, logger } = parts;
  const watch = createAbsenceWatch<string>(unclaimedForMs);
  let ended = new Set<string>();

  async function listClaimed(): Promise<Set<string>> {
    const glances = await glanceAt(redis, await store.listLive());
    return new Set(glances.flatMap((glance) => glance?.callSid ?? []));
  }

  async function look(): Promise<void> {
    const live = await rest.listLiveCalls(callerNumbers);
    if (live.outcome === 'failed') {
      logger.warn({ code: live.code, cause: live.cause }, 'carrier could not be asked for its calls');
      return;
    }
    // Asked after the carrier: a call that is placed meanwhile is claimed before it is listed.
    const claimed = await listClaimed();
    const overdue = watch.look(
      live.callSids.filter((callSid) => !claimed.has(callSid)),
      performance.now(),
    );
    for (const callSid of overdue) if (!ended.has(callSid)) end(callSid);
    ended = new Set(overdue);
  }

  function end(callSid: string): void {
    metrics.reaped.inc({ cause: 'unclaimed' });
    logger.warn({ callSid }, 'carrier call that no session knows');
    hangUp(callSid).catch((error) => logger.error({ err: error, callSid }, 'hanging up failed'));
  }

  return repeat(everyMs, look, (error) => logger.warn({ err: error }, 'looking for unclaimed calls failed'));
}
