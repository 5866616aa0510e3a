import type { Redis } from 'ioredis';
import type { SessionId } from '../../contract/ids.ts';
import { publishedMessageSchema, readEvent } from '../../contract/stored-events.ts';
import type { Logger } from '../../runtime/logger.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import { repeat } from '../../runtime/repeat.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { isWithoutConfiguration } from './configurations.ts';
import type { FeedCounters, FeedListener } from './feed-listener.ts';
import { createFollower, type Follower } from './follower.ts';
import { sessionKeys, toSessionId } from './session-keys.ts';
import type { SessionStore } from './session-store.ts';

/** Follows sessions: one subscription per session and process, whatever the number of listeners. */
export interface SessionFeed {
  /** Delivers every event after `afterRevision`. The returned function ends it and may be called twice. */
  follow(sessionId: SessionId, afterRevision: number, listener: FeedListener): () => void;
  readonly following: number;
  close(): Promise<void>;
}

const auditEveryMs = 2000;
/** Scripts keep Redis from everything else: this many sessions in one are well under a millisecond. */
const auditTogether = 100;
const pingEveryMs = 2000;

interface Followed {
  followers: Set<Follower>;
}

export function startSessionFeed(parts: {
  redis: ScriptedRedis;
  subscriber: Redis;
  store: SessionStore;
  logger: Logger;
  counters: FeedCounters;
}): SessionFeed {
  const { redis, subscriber, store, logger, counters } = parts;
  const followed = new Map<string, Followed>();
  let closed = false;

  const fail = (error: unknown, what: string) => {
    if (!closed) logger.warn({ err: error }, what);
  };

  async function subscribe(sessionId: SessionId): Promise<void> {
    await subscriber.subscribe(sessionKeys.channel(sessionId));
    // Whatever was published before the acknowledgement is only in the log.
    for (const follower of followed.get(sessionId)?.followers ?? []) follower.fill();
  }

  async function audit(): Promise<void> {
    const ids = [...followed.keys()];
    for (let from = 0; from < ids.length; from += auditTogether) {
      await auditSome(ids.slice(from, from + auditTogether) as SessionId[]);
    }
  }

  async function auditSome(ids: readonly SessionId[]): Promise<void> {
    const positions = new Map<Follower, number>();
    for (const id of ids) {
      for (const follower of followed.get(id)?.followers ?? []) positions.set(follower, follower.position());
    }
    const read = await redis.readLogHeads(ids.length, ...ids.map(sessionKeys.record));
    ids.forEach((id, index) => {
      const [revision = '0', commitId = '', phase = ''] = read.slice(index * 3, index * 3 + 3);
      const head = {
        revision: Number(revision),
        commitId,
        over: phase === 'ended' || phase === 'closed' ? phase : null,
      } as const;
      for (const follower of followed.get(id)?.followers ?? []) {
        const position = positions.get(follower);
        if (position !== undefined) follower.compare(position, head);
      }
    });
  }

  const onMessage = (channel: string, text: string) => {
    const sessionId = toSessionId(channel);
    const entry = followed.get(sessionId);
    if (entry === undefined) return;
    const parsed = publishedMessageSchema.safeParse(parseJson(text));
    if (!parsed.success) {
      logger.error({ channel, issues: parsed.error.issues.length }, 'published message is not understood');
      return;
    }
    const message = parsed.data;
    if ('partial' in message) {
      for (const follower of entry.followers) follower.partial(message.partial);
    } else if (message.events.some(isWithoutConfiguration)) {
      // The log is read together with the configurations that it names.
      for (const follower of entry.followers) follower.fill();
    } else {
      const { revision, commitId, events } = message;
      const entries = events.map((value, index) => {
        return { revision: revision + index, commitId, event: readEvent(sessionId, value) };
      });
      for (const follower of entry.followers) follower.offer(entries);
    }
  };
  /** After a reconnect nothing can be trusted to have arrived meanwhile. */
  const onReady = () => {
    for (const id of followed.keys()) {
      subscribe(id as SessionId).catch((error) => fail(error, 'subscription could not be renewed'));
    }
  };
  /** What the subscriber's own return could not be filled with, because the log could not be read yet. */
  const onReadable = () => {
    for (const { followers } of followed.values()) for (const follower of followers) follower.fill();
  };
  subscriber.on('message', onMessage);
  subscriber.on('ready', onReady);
  redis.on('ready', onReadable);

  const auditing = repeat(auditEveryMs, audit, (error) => fail(error, 'audit of followed sessions failed'));
  const pingTimer = setInterval(() => {
    if (subscriber.status !== 'ready') return;
    // A half-open connection never fails by itself: the ping's time limit is what notices it.
    subscriber.ping().catch((error) => {
      fail(error, 'subscriber does not answer, reconnecting');
      if (!closed && subscriber.status === 'ready') subscriber.disconnect(true);
    });
  }, pingEveryMs);

  return {
    get following() {
      return followed.size;
    },
    follow(sessionId, afterRevision, listener) {
      const follower = createFollower({ sessionId, afterRevision, listener, store, logger, counters });
      const entry = followed.get(sessionId) ?? { followers: new Set() };
      entry.followers.add(follower);
      if (followed.has(sessionId)) follower.fill();
      else {
        followed.set(sessionId, entry);
        subscribe(sessionId).catch((error) => fail(error, 'subscription failed, the audit will fill in'));
      }
      return () => {
        follower.close();
        if (!entry.followers.delete(follower) || entry.followers.size > 0) return;
        followed.delete(sessionId);
        if (!closed) {
          subscriber
            .unsubscribe(sessionKeys.channel(sessionId))
            .catch((error) => fail(error, 'unsubscribing failed'));
        }
      };
    },
    async close() {
      if (closed) return;
      closed = true;
      auditing.close();
      clearInterval(pingTimer);
      for (const { followers } of followed.values()) for (const follower of followers) follower.close();
      followed.clear();
      subscriber.off('message', onMessage);
      subscriber.off('ready', onReady);
      redis.off('ready', onReadable);
      subscriber.disconnect();
    },
  };
}
