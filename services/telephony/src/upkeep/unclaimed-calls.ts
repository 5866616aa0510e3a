import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { glanceAt } from '@ringback/shared/redis/session/session-glance';
import { repeat } from '@ringback/shared/runtime/repeat';
import type { HangUp } from '../carrier/carrier-hang-up.ts';
import { createAbsenceWatch } from '../domain/absence.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import type { TwilioRestClient } from '../twilio/rest-client.ts';

const everyMs = 5_000;
/** How long a call with an unknown outcome may take until its callback arrives. */
const unclaimedForMs = 20_000;

/**
 * Ends calls from our own numbers that no session knows. The instance that placed such a call died before it was
 * recorded, and the callbacks were lost too. Such a call has no interviewer and costs money. This watch never dials.
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
      logger.warn({ code: live.code, cause: live.cause }, 'the carrier could not be asked for its calls');
      return;
    }
    // Read after the carrier's list: a call placed meanwhile is claimed before it is listed.
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
    logger.warn({ callSid }, 'the carrier has a call that no session knows');
    hangUp(callSid).catch((error) => logger.error({ err: error, callSid }, 'hanging up failed'));
  }

  return repeat(everyMs, look, (error) => logger.warn({ err: error }, 'looking for unclaimed calls failed'));
}
