import { setTimeout as wait } from 'node:timers/promises';
import type { SessionId } from '@ringback/shared/contract/ids';
import { hasRoom } from '@ringback/shared/contract/instances';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { isNumberBlocked } from '@ringback/shared/redis/admission/blocked-numbers';
import type { ListGuard } from '@ringback/shared/redis/admission/list-canary';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { keys } from '@ringback/shared/redis/keys';
import type { DialJob, dialJobSchema } from '@ringback/shared/redis/queues/dial-queue';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import type { NumberHashes } from '@ringback/shared/runtime/number-hashes';
import { unseal } from '@ringback/shared/runtime/seal';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import { DelayedError, type Job } from 'bullmq';
import type { CallActor } from '../call/call-actor.ts';
import type { CallRegistry } from '../call/call-registry.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';

/** The call of an earlier attempt ends within this time. Its number is not dialled again before. */
const previousDownMs = 8_000;
const lookAgainMs = 100;

export type DialRequest = ReturnType<typeof dialJobSchema.parse>;

/** The call that is about to be dialled. */
export interface Dialled {
  to: string;
  actor: CallActor;
  record: SessionRecord;
}

export interface IntentParts {
  parts: ServiceParts;
  metrics: TelephonyMetrics;
  registry: CallRegistry;
  hashes: NumberHashes;
  /** Whether our hashes can recognise the numbers of the do-not-call list. If not, no number is dialled. */
  doNotCallList: ListGuard;
  /** The keys that seal numbers in dial requests. */
  sealingKeys: KeyRing;
}

/** One run of a dial job. `operationId` belongs to its intent. */
interface DialRun {
  queued: Job<DialJob>;
  token: string | undefined;
  operationId: string;
}

/** Commits the intent to dial this number. Null when it is not dialled. */
export async function intendDial(
  { parts, metrics, registry, hashes, doNotCallList, sealingKeys }: IntentParts,
  job: DialRequest,
  { queued, token, operationId }: DialRun,
): Promise<Dialled | null> {
  const { store, instance } = parts;
  const { sessionId } = job;
  const drop = (outcome: string) => {
    metrics.dials.inc({ outcome });
    parts.logger.info({ sessionId, outcome }, 'dial job dropped');
    return null;
  };
  if (parts.clock.now() > job.notAfter) return drop('too_late');
  const isOff = (await parts.redis.get(keys.dialling)) === 'off';
  if (isOff || (await doNotCallList.problem()) !== null) {
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
    const down = await whenDown(store, record.previousSessionId);
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
  const to = unseal(sealingKeys, job.sealedPhoneNumber, sessionId);
  if (await isNumberBlocked(parts.redis, hashes, to)) {
    actor.end('number_blocked');
    return drop('number_blocked');
  }
  // The last bridge with room may have gone since the start was accepted. Then the phone must not ring in vain.
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

/** Waits until an earlier session is closed. Its call is then down and its number free. */
async function whenDown(
  store: ServiceParts['store'],
  sessionId: SessionId,
): Promise<'at_once' | 'later' | 'never'> {
  for (let waitedMs = 0; waitedMs < previousDownMs; waitedMs += lookAgainMs) {
    const earlier = await store.read(sessionId);
    if (earlier === null || earlier.record.phase === 'closed') return waitedMs === 0 ? 'at_once' : 'later';
    await wait(lookAgainMs);
  }
  return 'never';
}
