import type { Redis } from 'ioredis';
import type { SessionId } from '../../contract/ids.ts';
import type { Logger } from '../../runtime/logger.ts';
import { repeat } from '../../runtime/repeat.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { auditFollowers } from './audit-followers.ts';
import type { FeedCounters, FeedListener } from './feed-listener.ts';
import { createFollower, type Follower } from './follower.ts';
import { createLevelsFeed, type LevelsFeed } from './levels-feed.ts';
import { offerPublished } from './published-message.ts';
import { sessionKeys, toSessionId } from './session-keys.ts';
import type { SessionStore } from './session-store.ts';

/** Follows sessions with one subscription per session and process, whatever the number of listeners. */
export interface SessionFeed {
  /** Delivers every event after `afterRevision`. The returned function ends it and may be called twice. */
  follow(sessionId: SessionId, afterRevision: number, listener: FeedListener): () => void;
  /** Delivers how loud both sides of a session's call are, several times a second or never. As `follow`. */
  followLevels: LevelsFeed['follow'];
  readonly following: number;
  close(): Promise<void>;
}

const auditEveryMs = 2000;
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
    for (const follower of followersOf(sessionId)) follower.fill();
  }

  const followersOf = (id: string) => followed.get(id)?.followers ?? [];
  const audit = () => auditFollowers(redis, [...followed.keys()] as SessionId[], followersOf);

  const onMessage = (channel: string, text: string) => {
    const sessionId = toSessionId(channel);
    const entry = followed.get(sessionId);
    if (entry === undefined) return;
    const fault = offerPublished(entry.followers, sessionId, text);
    if (fault !== null) logger.error({ channel, ...fault }, 'published message is not understood');
  };
  /** After a reconnect, any message may have been missed meanwhile. */
  const onReady = () => {
    for (const id of followed.keys()) {
      subscribe(id as SessionId).catch((error) => fail(error, 'subscription could not be renewed'));
    }
  };
  /** Fills what the subscriber's return could not, because the log could not be read yet. */
  const onReadable = () => {
    for (const { followers } of followed.values()) for (const follower of followers) follower.fill();
  };
  const levels = createLevelsFeed(subscriber, fail, counters.unreadableLevels);
  subscriber.on('message', onMessage);
  subscriber.on('ready', onReady);
  redis.on('ready', onReadable);

  const auditing = repeat(auditEveryMs, audit, (error) => fail(error, 'audit of followed sessions failed'));
  const pingTimer = setInterval(() => {
    if (subscriber.status !== 'ready') return;
    // A half-open connection never fails by itself. The ping's time limit notices it.
    subscriber.ping().catch((error) => {
      fail(error, 'subscriber does not answer, reconnecting');
      if (!closed && subscriber.status === 'ready') subscriber.disconnect(true);
    });
  }, pingEveryMs);

  return {
    followLevels: levels.follow,
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
      levels.close();
      for (const { followers } of followed.values()) for (const follower of followers) follower.close();
      followed.clear();
      subscriber.off('message', onMessage);
      subscriber.off('ready', onReady);
      redis.off('ready', onReadable);
      subscriber.disconnect();
    },
  };
}
