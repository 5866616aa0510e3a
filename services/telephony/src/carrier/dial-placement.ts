import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import type { NumberHashes } from '@ringback/shared/runtime/number-hashes';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { CallActor } from '../call/call-actor.ts';
import { toCallAddress } from '../call/call-address.ts';
import { chooseCallerNumber } from '../domain/caller-number.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import type { TwilioRestClient } from '../twilio/rest-client.ts';
import type { HangUp } from './carrier-hang-up.ts';
import { carrierPaths } from './carrier-paths.ts';
import type { Dialled, DialRequest } from './dial-intent.ts';
import { noteDial } from './dial-note.ts';

const ringTimeoutSeconds = 30;
/** The carrier ends the call by itself after this grace. It is the last resort when all of our instances are gone. */
const graceSeconds = 120;
/** When a request got no answer, a callback reports its call within this time, or the call never existed. */
const unknownDialMs = 20_000;

export interface PlacementParts {
  parts: ServiceParts;
  metrics: TelephonyMetrics;
  rest: TwilioRestClient;
  hashes: NumberHashes;
  publicUrl: string;
  callerNumbers: readonly [string, ...string[]];
  hearsMachines: boolean;
  hangUp: HangUp;
}

/** Places calls whose intent is on the record. */
export interface DialPlacement {
  /** Sends the single request to the carrier and acts on the answer. */
  place(job: DialRequest, dialled: Dialled): Promise<void>;
  /** Stops waiting for callbacks. */
  close(): void;
}

export function createDialPlacement(options: PlacementParts): DialPlacement {
  const { parts, metrics, rest, hashes, publicUrl, hangUp } = options;
  const { store } = parts;

  async function place(job: DialRequest, { to, actor, record }: Dialled): Promise<void> {
    const { sessionId } = job;
    const logger = parts.logger.child({ sessionId });
    const at = (path: string) => toCallAddress(publicUrl, path, record);
    const gate = job.gateAsksCode ? '&gate=code' : '';
    // The interviewer prepares while the phone rings, and speaks as soon as the candidate is ready.
    actor.prepare();
    const note = noteDial(parts, hashes, { sessionId, phoneNumber: to, candidateId: record.ownerId });
    const placed = await rest.placeCall({
      to,
      from: chooseCallerNumber(to, options.callerNumbers),
      ...(options.hearsMachines ? { machineUrl: at(carrierPaths.machine) } : {}),
      voiceUrl: `${at(carrierPaths.voice)}${gate}`,
      statusCallbackUrl: at(carrierPaths.status),
      fallbackUrl: at(carrierPaths.fallback),
      ringTimeoutSeconds,
      timeLimitSeconds: record.lengthMinutes * 60 + graceSeconds,
    });
    metrics.dials.inc({ outcome: placed.outcome });
    if (placed.outcome === 'refused') note.notPlaced();
    else void actor.gone.then(note.over);
    if (placed.outcome === 'placed') {
      logger.info({ callSid: placed.callSid }, 'call placed');
      await keep(actor, placed.callSid);
    } else if (placed.outcome === 'refused') {
      logger.warn({ reason: placed.reason, code: placed.code }, 'carrier refused the call');
      actor.end('carrier_failed');
    } else {
      logger.error({ cause: placed.cause }, 'outcome of the dial is unknown, waiting for its callback');
      waitForCallback(actor);
    }
  }

  /** Puts the call on the record. If its session ended while it was being placed, hangs it up at once. */
  async function keep(actor: CallActor, callSid: string): Promise<void> {
    const { sessionId } = actor.record;
    const fact = { type: 'call.placed' as const, callSid };
    const result = await store.commit(sessionId, { type: 'record', facts: [fact] }).catch(() => null);
    if (result === null) actor.journal.add({ type: 'record', facts: [fact] });
    if (isLive(actor.record.phase) && result?.outcome !== 'stale') return;
    parts.logger.info({ sessionId, callSid }, 'session ended while its call was being placed');
    await hangUp(callSid);
  }

  const waits = new Set<NodeJS.Timeout>();
  function waitForCallback(actor: CallActor): void {
    const timer = setTimeout(() => {
      waits.delete(timer);
      if (actor.record.callSid === null) actor.end('unknown_dial');
    }, unknownDialMs);
    waits.add(timer);
    void actor.gone.then(() => {
      clearTimeout(timer);
      waits.delete(timer);
    });
  }

  return {
    place,
    close() {
      for (const timer of waits) clearTimeout(timer);
    },
  };
}
