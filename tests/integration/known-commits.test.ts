import { instanceIdSchema, type SessionId } from '@ringback/shared/contract/ids';
import type { ReadRecord } from '@ringback/shared/contract/session-record';
import { connectCommands } from '@ringback/shared/redis/connect';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { createSessionStore, type SessionStore } from '@ringback/shared/redis/session/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import type { Command } from '@ringback/shared/session/command';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { beginInterview, newSession } from '../support/new-session.ts';
import { testRedisUrl } from '../support/test-redis.ts';

let redis: ScriptedRedis;
let store: SessionStore;
let reads: number;
let sessionId: SessionId;
let known: ReadRecord;

beforeAll(async () => {
  const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
  redis = await connectCommands(await testRedisUrl(), logger, 'test');
  const counting = new Proxy(redis, {
    get(target, name) {
      if (name === 'hgetall') reads += 1;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  store = createSessionStore({ redis: counting });
});
afterAll(() => redis.disconnect());
beforeEach(async () => {
  sessionId = await newSession(store);
  await beginInterview(store, sessionId);
  known = await readNow();
  reads = 0;
});

async function readNow(): Promise<ReadRecord> {
  const read = await store.read(sessionId);
  if (read === null) throw new Error('there is no session');
  return read;
}

const lost: Command = { type: 'record', facts: [{ type: 'media.lost', streamSid: 'MZ1' }] };
const toStream = (streamSid: string): Command => ({
  type: 'record',
  facts: [{ type: 'media.started', streamSid, instance: instanceIdSchema.parse('telephony-1') }],
});

describe('a commit that is decided on what the sender knows', () => {
  it('reads nothing, and leaves what the store then has', async () => {
    const result = await store.commit(sessionId, lost, { known });
    expect(reads).toBe(0);
    expect(result).toMatchObject({ outcome: 'ok', revision: known.revision + 1 });
    const { record, revision, commitId } = await readNow();
    expect(result).toMatchObject({ record, revision, commitId });
  });

  it('is decided again on what is stored when the session has moved on', async () => {
    await store.commit(sessionId, toStream('MZ2'));
    // By the known record the stream would be lost. By the stored one it is another stream's.
    expect(await store.commit(sessionId, lost, { known })).toEqual({ outcome: 'stale' });
    expect((await readNow()).record.streamSid).toBe('MZ2');
  });

  it('is not written behind another commit of the same revision', async () => {
    const other = {
      ...known,
      record: { ...known.record, streamSid: 'MZ9' },
      commitId: 'lost-with-its-redis',
    };
    const ofOther: Command = { type: 'record', facts: [{ type: 'media.lost', streamSid: 'MZ9' }] };
    expect(await store.commit(sessionId, ofOther, { known: other })).toEqual({ outcome: 'stale' });
    expect((await readNow()).revision).toBe(known.revision);
  });

  it('is refused by the stored record alone', async () => {
    await store.commit(sessionId, toStream('MZ2'));
    const isNow: Command = { type: 'record', facts: [{ type: 'media.lost', streamSid: 'MZ2' }] };
    // By the known record it would be stale.
    expect((await store.commit(sessionId, isNow, { known })).outcome).toBe('ok');
    expect((await store.commit(sessionId, { type: 'end', reason: 'reset' }, { known })).outcome).toBe('ok');
    expect((await store.commit(sessionId, lost, { known })).outcome).toBe('illegal');
  });

  it('is answered once, however often it is repeated', async () => {
    const options = { operationId: 'operation-1', known };
    const first = await store.commit(sessionId, lost, options);
    expect(await store.commit(sessionId, lost, options)).toEqual({
      outcome: 'duplicate',
      revision: 'revision' in first ? first.revision : 0,
    });
  });

  it('is not written where log and record contradict each other', async () => {
    await redis.xadd(sessionKeys.log(sessionId), `${known.revision + 1}-0`, 'commitId', 'x', 'event', '{}');
    const before = await redis.hgetall(sessionKeys.record(sessionId));
    expect(await store.commit(sessionId, lost, { known })).toEqual({ outcome: 'unreadable' });
    expect(await redis.hgetall(sessionKeys.record(sessionId))).toEqual(before);
  });
});
