import type { LogEntry } from '@ringback/shared/contract/events';
import type { SessionId } from '@ringback/shared/contract/ids';
import { connectCommands, connectSubscriber } from '@ringback/shared/redis/connect';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { type SessionFeed, startSessionFeed } from '@ringback/shared/redis/session-feed';
import { createSessionStore, type SessionStore } from '@ringback/shared/redis/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { newSession } from '../support/new-session.ts';
import { testRedisUrl } from '../support/test-redis.ts';

let redis: ScriptedRedis;
let store: SessionStore;
let feed: SessionFeed;
let counts: { gap: number; repair: number; diverged: number };
const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });

beforeEach(async () => {
  const url = await testRedisUrl();
  redis = await connectCommands(url, logger, 'test');
  store = createSessionStore({ redis });
  counts = { gap: 0, repair: 0, diverged: 0 };
  feed = startSessionFeed({
    redis,
    subscriber: await connectSubscriber(url, logger, 'test-subscriber'),
    store,
    logger,
    counters: {
      gap: () => counts.gap++,
      repair: () => counts.repair++,
      diverged: () => counts.diverged++,
    },
  });
});
afterEach(async () => {
  await feed.close();
  redis.disconnect();
});

const start = (sessionId: SessionId) =>
  store.commit(sessionId, {
    type: 'record',
    facts: [{ type: 'media.started', streamSid: 'MZ', instance: 't-1' as never }],
  });

/** A follower that keeps the revisions it was given. */
function follow(sessionId: SessionId, afterRevision = 0) {
  const entries: LogEntry[] = [];
  const stop = feed.follow(sessionId, afterRevision, { onEvents: (fresh) => entries.push(...fresh) });
  return { stop, revisions: () => entries.map(({ revision }) => revision) };
}
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

describe('a follower', () => {
  it('gets what was there before it, and what comes after, once and in order', async () => {
    const id = await newSession(store);
    await start(id);
    const follower = follow(id);
    await eventually(() => follower.revisions().length === 2);
    for (let count = 0; count < 20; count++) await start(id);
    await eventually(() => follower.revisions().length === 22);
    expect(follower.revisions()).toEqual(upTo(22));
    expect(counts.diverged).toBe(0);
  });

  it('notices a lost message at the next one', async () => {
    const id = await newSession(store);
    const follower = follow(id);
    await eventually(() => follower.revisions().length === 1);
    await commitUnheard(id);
    await start(id);
    await eventually(() => follower.revisions().length === 3);
    expect(follower.revisions()).toEqual(upTo(3));
    expect(counts.gap + counts.repair).toBeGreaterThan(0);
  });

  it('notices a lost last message by the audit, within 2.5 s', async () => {
    const id = await newSession(store);
    const follower = follow(id);
    await eventually(() => follower.revisions().length === 1);
    await commitUnheard(id);
    await eventually(() => follower.revisions().length === 2, 2_500);
    expect(counts.repair).toBeGreaterThan(0);
  });

  it('goes on with the exact sequence when its connection is killed again and again', async () => {
    const id = await newSession(store);
    const follower = follow(id);
    for (let round = 0; round < 5; round++) {
      await redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      for (let count = 0; count < 10; count++) await start(id);
    }
    await eventually(() => follower.revisions().length >= 51, 4_000);
    expect(follower.revisions()).toEqual(upTo(51));
  });

  it('begins again when the log lost what it had been given', async () => {
    const id = await newSession(store);
    await start(id);
    let diverged = 0;
    const entries: number[] = [];
    feed.follow(id, 0, {
      onEvents: (fresh) => entries.push(...fresh.map(({ revision }) => revision)),
      onDiverged: () => {
        diverged += 1;
        entries.length = 0;
      },
    });
    await eventually(() => entries.length === 2);
    const log = await redis.xrange(keys.log(id), '-', '+');
    await redis.xdel(keys.log(id), '2-0');
    await redis.hset(keys.session(id), 'revision', '1', 'commitId', log[0]?.[1][1] ?? '');
    await eventually(() => diverged === 1 && entries.length === 1, 4_000);
    expect(entries).toEqual([1]);
  });

  it('that was stopped is told nothing more, and the last one takes the subscription away', async () => {
    const id = await newSession(store);
    const one = follow(id);
    const other = follow(id);
    await eventually(() => one.revisions().length === 1 && other.revisions().length === 1);
    one.stop();
    await start(id);
    await eventually(() => other.revisions().length === 2);
    expect(one.revisions()).toEqual([1]);
    expect(feed.following).toBe(1);
    other.stop();
    other.stop();
    expect(feed.following).toBe(0);
    await eventually(async () => ((await redis.pubsub('NUMSUB', keys.channel(id))) as unknown[])[1] === 0);
  });
});

/** A commit whose publication nobody gets: as a lost message looks. */
async function commitUnheard(sessionId: SessionId): Promise<void> {
  const silent = createSessionStore({
    redis: new Proxy(redis, {
      get(target, name) {
        if (name !== 'commitSession') return Reflect.get(target, name);
        return (...args: string[]) =>
          target.commitSession(...args.map((arg, index) => (index === 12 ? 'nobody' : arg)));
      },
    }),
  });
  await silent.commit(sessionId, {
    type: 'record',
    facts: [{ type: 'media.started', streamSid: 'MZ', instance: 't-1' as never }],
  });
}
