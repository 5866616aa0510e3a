import type { SessionId } from '@ringback/shared/contract/ids';
import type { ReadRecord } from '@ringback/shared/contract/session-record';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { isUnreadable } from '@ringback/shared/redis/session/unreadable-record';

/** The sessions of a list, each read by itself. */
export interface ReadEach {
  readable: ReadRecord[];
  unreadable: SessionId[];
  /** Ids without a record: expired or erased. */
  gone: SessionId[];
}

/** Reads the records of a list. One that cannot be read does not affect the others. Rejects without Redis. */
export async function readEach(
  store: Pick<SessionStore, 'read'>,
  sessionIds: readonly SessionId[],
): Promise<ReadEach> {
  const reads = await Promise.all(
    sessionIds.map(async (sessionId) => {
      try {
        return { sessionId, read: await store.read(sessionId) };
      } catch (error) {
        if (!isUnreadable(error)) throw error;
        return { sessionId, read: 'unreadable' as const };
      }
    }),
  );
  const idsOf = (what: 'unreadable' | null) =>
    reads.flatMap(({ sessionId, read }) => (read === what ? [sessionId] : []));
  return {
    readable: reads.flatMap(({ read }) => (read === null || read === 'unreadable' ? [] : [read])),
    unreadable: idsOf('unreadable'),
    gone: idsOf(null),
  };
}
