import type { SessionId } from '@ringback/shared/contract/ids';
import type { ReadRecord } from '@ringback/shared/contract/session-record';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import { type RestoredSession, restoreSession } from './restore-session.ts';

/** A session whose bridge lease is held, with what its record tells. */
export interface TakenSession extends RestoredSession {
  outcome: 'ok';
  token: number;
  read: ReadRecord;
}

/**
 * Takes the bridge lease of a session and reads what is known about it. Returns `draining` when this instance was told
 * to stop meanwhile, because the drain has already gone through its sessions. Rejects without Redis.
 */
export async function takeSession(
  parts: Pick<ServiceParts, 'instance' | 'logger'> & {
    leases: Pick<ServiceParts['leases'], 'take' | 'give'>;
    store: Pick<ServiceParts['store'], 'read' | 'readLog'>;
    clock: Pick<ServiceParts['clock'], 'now'>;
    isDraining: () => boolean;
  },
  sessionId: SessionId,
  insteadOf: string | undefined,
): Promise<TakenSession | { outcome: 'refused'; reason: 'taken' | 'gone' | 'draining' }> {
  const { leases, store, instance, logger, clock, isDraining } = parts;
  const lease = await leases.take(sessionId, 'bridge', instance, insteadOf);
  if (lease.outcome === 'taken') return { outcome: 'refused', reason: 'taken' };
  const read = await store.read(sessionId);
  if (lease.outcome !== 'ok' || read === null || !isLive(read.record.phase)) {
    return { outcome: 'refused', reason: 'gone' };
  }
  const { token } = lease;
  const log = await store.readLog(sessionId, 0);
  if (!isDraining()) return { outcome: 'ok', token, read, ...restoreSession(log, read.record, clock.now()) };
  await leases
    .give(sessionId, 'bridge', instance, token)
    .catch((error) => logger.warn({ err: error, sessionId }, 'lease could not be given back'));
  return { outcome: 'refused', reason: 'draining' };
}
