import { AppError } from '@ringback/shared/contract/errors';
import type { CandidateId, SessionId } from '@ringback/shared/contract/ids';
import type { ReadRecord } from '@ringback/shared/contract/session-record';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { isUnreadable } from '@ringback/shared/redis/session/unreadable-record';
import type { StartRequest } from './start-request.ts';

/** A session that can no longer be read must not keep its owner from practising again. */
async function readOwned(
  store: SessionStore,
  sessionId: SessionId,
  owners: readonly CandidateId[],
): Promise<ReadRecord | 'unreadable' | null> {
  try {
    return await store.read(sessionId);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    const owned = await Promise.all(owners.map((ownerId) => store.isOwnedBy(sessionId, ownerId)));
    return owned.includes(true) ? 'unreadable' : null;
  }
}

/** The session that is practised again. Null: none. Throws `session_not_found` if it is a stranger's. */
export async function readPrevious(
  store: SessionStore,
  { owners, body }: StartRequest,
): Promise<ReadRecord | null> {
  if (body.previousSessionId === undefined) return null;
  const read = await readOwned(store, body.previousSessionId, owners);
  if (read === 'unreadable') return null;
  if (read === null || !owners.includes(read.record.ownerId)) throw new AppError('session_not_found');
  return read;
}

/**
 * The session of an earlier request with this operation id. Null: there was none. Throws if that request was for
 * something else.
 */
export async function recallStart(
  store: SessionStore,
  sessionId: SessionId,
  { operationId, bodyHash }: { operationId: string; bodyHash: string },
): Promise<ReadRecord | null> {
  // In this order, a session that appears in between is known by its operation.
  const before = await store.read(sessionId);
  const answered = await store.recall(sessionId, operationId, bodyHash);
  // The operation is remembered for a shorter time than the session, so its body can no longer be compared.
  if (answered?.outcome === 'operation_conflict' || (answered === null && before !== null)) {
    throw new AppError('operation_conflict');
  }
  if (answered === null) return null;
  const read = before ?? (await store.read(sessionId));
  if (read === null) throw new AppError('session_ended');
  return read;
}
