import type { SessionId } from '../../contract/ids.ts';

/**
 * Where a session's record and log stand, and what belongs to them. They are private to this folder: services read a
 * session by its store, and look at many by `session-glance.ts`. Keys of one session share the hash tag `{id}`, so that
 * the commit script stays in one slot of a Redis Cluster.
 */
export const sessionKeys = {
  record: (id: SessionId) => `session:{${id}}`,
  log: (id: SessionId) => `session:{${id}}:log`,
  operations: (id: SessionId) => `session:{${id}}:operations`,
  /** Job configurations by their hash, where events and record name them alone. */
  configurations: (id: SessionId) => `session:{${id}}:configurations`,
  /** Reports as JSON by the hash that events name them by. */
  reports: (id: SessionId) => `session:{${id}}:reports`,
  tombstone: (id: SessionId) => `session:{${id}}:tombstone`,
  /** Pub/sub channel of a session. */
  channel: (id: SessionId) => `session:{${id}}`,
} as const;

/** Whose channel this is. */
export function toSessionId(channel: string): SessionId {
  return channel.slice('session:{'.length, -1) as SessionId;
}
