import type { SessionId } from '../../contract/ids.ts';

/**
 * The keys of a session's record and log, and of what belongs to them. They are private to this folder: services read
 * a session through its store, and look at many with `session-glance.ts`. Keys of one session share the hash tag
 * `{id}`, so that the commit script stays in one slot of a Redis Cluster.
 */
export const sessionKeys = {
  record: (id: SessionId) => `session:{${id}}`,
  log: (id: SessionId) => `session:{${id}}:log`,
  operations: (id: SessionId) => `session:{${id}}:operations`,
  /** Job configurations by their hash, for events and records that contain only the hash. */
  configurations: (id: SessionId) => `session:{${id}}:configurations`,
  /** Reports as JSON by the hash that events name them by. */
  reports: (id: SessionId) => `session:{${id}}:reports`,
  /** What coaches have noted, by link and note. */
  notes: (id: SessionId) => `session:{${id}}:notes`,
  /** A log without the words of expired parts, before it takes the place of the log. */
  expiringLog: (id: SessionId, name: string) => `session:{${id}}:expiring:${name}`,
  tombstone: (id: SessionId) => `session:{${id}}:tombstone`,
  /** Pub/sub channel of a session. */
  channel: (id: SessionId) => `session:{${id}}`,
  /** Pub/sub channel of how loud both sides of its call are. */
  levels: (id: SessionId) => `session:{${id}}:levels`,
} as const;

/** The session that a channel belongs to. */
export function toSessionId(channel: string): SessionId {
  return channel.slice('session:{'.length, -1) as SessionId;
}
