import { overwriteRecord } from '@ringback/session-model/store/stored-record';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import { connectCommands, connectSubscriber } from '@ringback/shared/redis/connect';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { type SessionFeed, startSessionFeed } from '@ringback/shared/redis/session/session-feed';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { createSessionStore, type SessionStore } from '@ringback/shared/redis/session/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { newSession } from '../support/new-session.ts';
import { testRedisUrl } from '../support/test-redis.ts';

let redis: ScriptedRedis;
let store: SessionStore;
let feed: SessionFeed;
let counts: Record<'gap' | 'repair' | 'diverged' | 'failed' | 'unreadableLevels', number>;
const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });

beforeEach(async () => {
  const url = await testRedisUrl();
  redis = await connectCommands(url, logger, 'test');
  store = createSessionStore({ redis });
  counts = { gap: 0, repair: 0, diverged: 0, failed: 0, unreadableLevels: 0 };
  feed = startSessionFeed({
    redis,
    subscriber: await connectSubscriber(url, logger, 'test-subscriber'),
    store,
    logger,
    counters: {
      gap: () => counts.gap++,
      repair: () => counts.repair++,
      diverged: () => counts.diverged++,
      failed: () => counts.failed++,
      unreadableLevels: () => counts.unreadableLevels++,
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
  it('gets what existed before it and what comes after, once and in order', async () => {
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

  it('continues with the exact sequence when its connection is killed again and again', async () => {
    const id = await newSession(store);
    const follower = follow(id);
    for (let round = 0; round < 5; round++) {
      await redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      for (let count = 0; count < 10; count++) await start(id);
    }
    await eventually(() => follower.revisions().length >= 51, 4_000);
    expect(follower.revisions()).toEqual(upTo(51));
  });

  it('starts again when the log lost what had been delivered', async () => {
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
    const log = await redis.xrange(sessionKeys.log(id), '-', '+');
    await redis.xdel(sessionKeys.log(id), '2-0');
    await overwriteRecord(redis, id, { revision: '1', commitId: log[0]?.[1][1] ?? '' });
    await eventually(() => diverged === 1 && entries.length === 1, 4_000);
    expect(entries).toEqual([1]);
  });

  it('that was stopped is told nothing more, and the last one ends the subscription', async () => {
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
    await eventually(
      async () => ((await redis.pubsub('NUMSUB', sessionKeys.channel(id))) as unknown[])[1] === 0,
    );
  });
});

describe('a listener that throws', () => {
  it('loses nothing, and the others of its session are told as if nothing had happened', async () => {
    const id = await newSession(store);
    const other = follow(id);
    let isBroken = true;
    let begunAgain = 0;
    const told: number[] = [];
    // It comes first, so that the other listener's turn is after the throw.
    feed.follow(id, 0, {
      onEvents(entries) {
        if (isBroken) throw new Error('broken on purpose');
        told.push(...entries.map(({ revision }) => revision));
      },
      onDiverged: () => {
        begunAgain += 1;
        told.length = 0;
      },
    });
    const last = follow(id);
    for (let count = 0; count < 3; count++) await start(id);
    await eventually(() => other.revisions().length === 4 && last.revisions().length === 4);
    expect(told).toEqual([]);
    expect(counts.failed).toBeGreaterThan(0);
    expect(begunAgain).toBe(counts.failed);
    isBroken = false;
    await eventually(() => told.length === 4, 4_000);
    expect(told).toEqual(upTo(4));
    expect(other.revisions()).toEqual(upTo(4));
    expect(counts.diverged).toBe(0);
  });
});

describe('what another version has written', () => {
  it('is an unknown entry that moves the revision, from the channel and from the log', async () => {
    const id = await newSession(store);
    const entries: LogEntry[] = [];
    feed.follow(id, 0, { onEvents: (fresh) => entries.push(...fresh) });
    await eventually(() => entries.length === 1);
    await writeForeign(id, 2, { type: 'call.transferred', sessionId: id, at: 5 });
    await start(id);
    await eventually(() => entries.length === 3);
    expect(entries[1]?.event).toEqual({
      type: 'unknown',
      originalType: 'call.transferred',
      sessionId: id,
      at: 5,
    });
    expect((await store.readLog(id, 0)).map(({ event }) => event)).toEqual(entries.map(({ event }) => event));
    await redis.xadd(sessionKeys.log(id), '4-0', 'commitId', 'c', 'event', '{"type":"sess');
    expect((await store.readLog(id, 3))[0]?.event).toMatchObject({ type: 'unknown', originalType: '' });
  });

  it('may name its job configuration by its hash alone', async () => {
    const id = await newSession(store);
    const [first] = await store.readLog(id, 0);
    if (first?.event.type !== 'session.configured') throw new Error('not configured');
    const { jobConfiguration, ...named } = first.event;
    await redis.hset(
      sessionKeys.configurations(id),
      named.configurationHash,
      JSON.stringify(jobConfiguration),
    );
    await redis.hdel(sessionKeys.record(id), 'jobConfiguration');
    const entries: LogEntry[] = [];
    feed.follow(id, 0, { onEvents: (fresh) => entries.push(...fresh) });
    await eventually(() => entries.length === 1);
    await writeForeign(id, 2, { ...named, type: 'configuration.changed' });
    await eventually(() => entries.length === 2);
    expect(entries[1]?.event).toMatchObject({ type: 'configuration.changed', jobConfiguration });
    expect((await store.read(id))?.record.jobConfiguration).toEqual(jobConfiguration);
  });
});

describe('a session that is over by its record alone', () => {
  it.each([
    ['its log says nothing of it', async () => undefined],
    ['its log is no log any more', (id: SessionId) => redis.set(sessionKeys.log(id), 'x')],
  ])('is reported as over once the log has been delivered: %s', async (_name, damage) => {
    const id = await newSession(store);
    const over: string[] = [];
    const entries: LogEntry[] = [];
    feed.follow(id, 0, { onEvents: (fresh) => entries.push(...fresh), onOver: (phase) => over.push(phase) });
    await eventually(() => entries.length === 1);
    await damage(id);
    await overwriteRecord(redis, id, { phase: 'closed', revision: '9' });
    await eventually(() => over.length > 0, 6_500);
    expect(over[0]).toBe('closed');
  });

  it('is told after its last event, where the log has one', async () => {
    const id = await newSession(store);
    const told: string[] = [];
    feed.follow(id, 0, {
      onEvents: (fresh) => told.push(...fresh.map(({ event }) => event.type)),
      onOver: (phase) => told.push(phase),
    });
    await store.commit(id, { type: 'end', reason: 'reset' });
    await eventually(() => told.includes('closed'), 4_000);
    expect(told).toEqual(['session.configured', 'session.ended', 'session.closed', 'closed']);
  });
});

/** What a service of another version has committed. */
async function writeForeign(sessionId: SessionId, revision: number, event: unknown): Promise<void> {
  const commitId = `foreign-${revision}`;
  await redis
    .multi()
    .hset(sessionKeys.record(sessionId), 'revision', String(revision), 'commitId', commitId)
    .xadd(sessionKeys.log(sessionId), `${revision}-0`, 'commitId', commitId, 'event', JSON.stringify(event))
    .publish(sessionKeys.channel(sessionId), JSON.stringify({ revision, commitId, events: [event] }))
    .exec();
}

/** A commit whose publication is lost on its way. */
async function commitUnheard(sessionId: SessionId): Promise<void> {
  const silent = createSessionStore({
    redis: new Proxy(redis, {
      get(target, name) {
        if (name !== 'commitSession') return Reflect.get(target, name);
        return (...args: string[]) =>
          target.commitSession(...args.map((arg, index) => (index === 14 ? 'another-commit' : arg)));
      },
    }),
  });
  await silent.commit(sessionId, {
    type: 'record',
    facts: [{ type: 'media.started', streamSid: 'MZ', instance: 't-1' as never }],
  });
}
