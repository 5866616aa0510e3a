import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { SessionId } from '@ringback/shared/contract/ids';
import { hasRoom } from '@ringback/shared/contract/instances';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { isNumberBlocked } from '@ringback/shared/redis/admission/blocked-numbers';
import type { ListGuard } from '@ringback/shared/redis/admission/list-canary';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { keys } from '@ringback/shared/redis/keys';
import { type DialJob, dialJobSchema, dialQueueName } from '@ringback/shared/redis/queues/dial-queue';
import { type QueueWorker, startQueueWorker } from '@ringback/shared/redis/queues/queue-worker';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import type { NumberHashes } from '@ringback/shared/runtime/number-hashes';
import { unseal } from '@ringback/shared/runtime/seal';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import { DelayedError, type Job } from 'bullmq';
import type { CallActor } from '../call/call-actor.ts';
import { toCallAddress } from '../call/call-address.ts';
import type { CallRegistry } from '../call/call-registry.ts';
import { untilStored } from '../call/until-stored.ts';
import { chooseCallerNumber } from '../domain/caller-number.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import type { TwilioRestClient } from '../twilio/rest-client.ts';
import type { HangUp } from './carrier-hang-up.ts';
import { carrierPaths } from './carrier-paths.ts';
import { noteDial } from './dial-note.ts';

const ringTimeoutSeconds = 30;
/** The carrier ends the call by itself after this grace. It is the last resort when all of our instances are gone. */
const graceSeconds = 120;

/** The call of an earlier attempt ends within this time. Its number is not dialled again before. */
const previousDownMs = 8_000;
const lookAgainMs = 100;
const closeLimitMs = 2_000;
/** Longer than a telephony instance may stall without losing its calls. The candidate waits meanwhile. */
const lockMs = 6_000;
const lookForStalledMs = 3_000;
/** When a request got no answer, a callback reports its call within this time, or the call never existed. */
const unknownDialMs = 20_000;

type Request = ReturnType<typeof dialJobSchema.parse>;

/** The call that is about to be dialled. */
interface Dialled {
  to: string;
  actor: CallActor;
  record: SessionRecord;
}

/**
 * Places calls. The intent is committed before the single POST. The POST is never repeated, whatever its outcome: an
 * unknown call is adopted through its callback, or ended at the phase's deadline.
 */
export function startDialWorker(options: {
  parts: ServiceParts;
  metrics: TelephonyMetrics;
  registry: CallRegistry;
  rest: TwilioRestClient;
  redisUrl: string;
  hashes: NumberHashes;
  /** Whether our hashes can recognise the numbers of the do-not-call list. If not, no number is dialled. */
  doNotCallList: ListGuard;
  /** The keys that seal numbers in dial requests. */
  sealingKeys: KeyRing;
  publicUrl: string;
  callerNumbers: readonly [string, ...string[]];
  hearsMachines: boolean;
  hangUp: HangUp;
  callsPerSecond: number;
}): QueueWorker {
  const { parts, metrics, registry, rest, hashes, publicUrl, hangUp } = options;
  const { store, instance } = parts;
  /** Closed without waiting for the job under way: another instance takes it. */
  let isLeft = false;

  async function dial(queued: Job<DialJob>, token: string | undefined): Promise<void> {
    const job = dialJobSchema.parse(queued.data);
    // Before the request, a repetition does no harm. One lost reply must not cost the candidate the call.
    const isInTime = () => !isLeft && parts.clock.now() <= job.notAfter;
    const operationId = randomUUID();
    const dialled = await untilStored(isInTime, () => intend(queued, job, { token, operationId }));
    if (dialled !== null) await place(job, dialled);
  }

  /** Commits the intent to dial this number. Null when it is not dialled. */
  async function intend(
    queued: Job<DialJob>,
    job: Request,
    { token, operationId }: { token: string | undefined; operationId: string },
  ): Promise<Dialled | null> {
    const { sessionId } = job;
    const drop = (outcome: string) => {
      metrics.dials.inc({ outcome });
      parts.logger.info({ sessionId, outcome }, 'dial job dropped');
      return null;
    };
    if (parts.clock.now() > job.notAfter) return drop('too_late');
    const isOff = (await parts.redis.get(keys.dialling)) === 'off';
    if (isOff || (await options.doNotCallList.problem()) !== null) {
      await store.commit(sessionId, { type: 'end', reason: 'operator' });
      return drop('dialling_disabled');
    }
    const record = (await store.read(sessionId))?.record;
    // A dial that is already on the record belongs to another run, which was taken for dead, or to this one, whose
    // reply was lost.
    const isOwn = async () => (await store.recall(sessionId, operationId, '')) !== null;
    const mayDial = record?.phase === 'configured' || (record?.phase === 'dialling' && (await isOwn()));
    if (record === undefined || !mayDial) return drop('session_over');
    if (record.previousSessionId !== null) {
      const down = await whenDown(record.previousSessionId);
      if (down === 'never') {
        await store.commit(sessionId, { type: 'end', reason: 'carrier_failed' });
        return drop('previous_call_up');
      }
      if (down === 'later') {
        // Its turn is over. It takes another one, so that no two calls follow each other faster than the carrier
        // allows.
        await queued.moveToDelayed(Date.now(), token);
        throw new DelayedError();
      }
    }
    const actor = await registry.open(sessionId);
    if (actor === null) return drop('session_over');
    const to = unseal(options.sealingKeys, job.sealedPhoneNumber, sessionId);
    if (await isNumberBlocked(parts.redis, hashes, to)) {
      actor.end('number_blocked');
      return drop('number_blocked');
    }
    // The last bridge with room may have gone since the start was accepted. No phone rings for nothing.
    if (!(await parts.listPeers('ai-bridge')).some((bridge) => hasRoom(bridge))) {
      actor.end('interviewer_unavailable');
      return drop('no_interviewer');
    }
    const command = { type: 'record', facts: [{ type: 'call.dialled', instance }] } as const;
    const { outcome } = await store.commit(sessionId, command, { operationId });
    if (outcome !== 'ok' && !(outcome === 'duplicate' && (await isOwn()))) return drop(`not_${outcome}`);
    const committed = (await store.read(sessionId))?.record;
    const isOver = committed === undefined || !isLive(committed.phase);
    return isOver ? drop('session_over') : { to, actor, record: committed };
  }

  /** Sends the single request to the carrier and acts on the answer. */
  async function place(job: Request, { to, actor, record }: Dialled): Promise<void> {
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

  /** Waits until an earlier session is closed. Its call is then down and its number free. */
  async function whenDown(sessionId: SessionId): Promise<'at_once' | 'later' | 'never'> {
    for (let waitedMs = 0; waitedMs < previousDownMs; waitedMs += lookAgainMs) {
      const earlier = await store.read(sessionId);
      if (earlier === null || earlier.record.phase === 'closed') return waitedMs === 0 ? 'at_once' : 'later';
      await wait(lookAgainMs);
    }
    return 'never';
  }

  const worker = startQueueWorker<DialJob>({
    queue: dialQueueName,
    work: dial,
    ...{ redisUrl: options.redisUrl, logger: parts.logger, connectionName: 'telephony-dial', closeLimitMs },
    settings: {
      // Most of them only wait until an earlier call is down.
      concurrency: 20,
      // A request whose reply was lost on its way here, or whose worker died, is taken again: as long as no intent is
      // committed no instance has dialled it, and it is committed only once.
      maxStalledCount: 1,
      lockDuration: lockMs,
      stalledInterval: lookForStalledMs,
      // Of all instances together, and evenly: a second's calls never come all at its end and the next one's beginning.
      limiter: { max: 1, duration: Math.ceil(1000 / options.callsPerSecond) },
    },
  });
  return {
    async close() {
      for (const timer of waits) clearTimeout(timer);
      await worker.close();
      isLeft = true;
    },
  };
}
