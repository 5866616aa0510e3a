import { connectCommands, connectSubscriber } from '@ringback/shared/redis/connect';
import { createCommitJournal } from '@ringback/shared/redis/session/commit-journal';
import { createKnownRecord } from '@ringback/shared/redis/session/known-record';
import { startSessionFeed } from '@ringback/shared/redis/session/session-feed';
import { createSessionStore } from '@ringback/shared/redis/session/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import { beginInterview, newSession } from '../../support/new-session.ts';
import { type Committer, toSentence } from './committer.ts';

/** As a bridge commits: by its session's journal, while it follows the session's log. */
export async function createRingbackCommits(redisUrl: string): Promise<Committer> {
  const logger = createLogger({ service: 'bench', instance: 'bench', level: 'silent' });
  const redis = await connectCommands(redisUrl, logger, 'bench');
  const subscriber = await connectSubscriber(redisUrl, logger, 'bench-subscriber');
  const store = createSessionStore({ redis });
  const ignore = () => {};
  const counters = {
    gap: ignore,
    repair: ignore,
    diverged: ignore,
    failed: ignore,
    unreadableLevels: ignore,
  };
  const feed = startSessionFeed({ redis, subscriber, store, logger, counters });
  return {
    name: 'Ringback',
    async open() {
      const sessionId = await newSession(store);
      await beginInterview(store, sessionId);
      const read = await store.read(sessionId);
      if (read === null) throw new Error('there is no session');
      const known = createKnownRecord(read);
      const unfollow = feed.follow(sessionId, read.revision, { onEvents: known.follow });
      const journal = createCommitJournal({ sessionId, store, known, logger, onGivenUp: ignore });
      return {
        write: (number) =>
          new Promise((resolve, reject) => {
            journal.add({ type: 'record', facts: [toSentence(number)] }, {}, ({ outcome }) => {
              if (outcome === 'ok') resolve();
              else reject(new Error(outcome));
            });
          }),
        close() {
          journal.close();
          unfollow();
        },
      };
    },
    async close() {
      await feed.close();
      redis.disconnect();
    },
  };
}
