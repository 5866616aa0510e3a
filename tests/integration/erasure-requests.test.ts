import { randomUUID } from 'node:crypto';
import { deletionReferenceSchema } from '@ringback/shared/contract/deletion-record';
import { type CandidateId, candidateIdSchema, type SessionId } from '@ringback/shared/contract/ids';
import { connectCommands } from '@ringback/shared/redis/connect';
import { countDeleted, openDeletionRecord } from '@ringback/shared/redis/erasure/deletion-records';
import {
  type ErasureRequest,
  forgetRequest,
  isBeingErased,
  listRequests,
  noteRequest,
} from '@ringback/shared/redis/erasure/erasure-requests';
import { redisNowMs } from '@ringback/shared/redis/fleet/instances';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { listOwned } from '@ringback/shared/redis/session/owned-sessions';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { createSessionStore } from '@ringback/shared/redis/session/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findDeletionReference } from '../../services/frontend-gateway/src/erasure/deletion-reference.ts';
import { createErasures } from '../../services/frontend-gateway/src/erasure/erasures.ts';
import { newCandidateId } from '../../services/frontend-gateway/src/http/candidate-cookie.ts';
import { eventually } from '../support/eventually.ts';
import { newSession } from '../support/new-session.ts';
import { testRedisUrl } from '../support/test-redis.ts';

const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
const [first, second] = ['0000-0000-0000-0000', '0000-0000-0000-0001'].map((text) =>
  deletionReferenceSchema.parse(text),
) as [ErasureRequest['reference'], ErasureRequest['reference']];
let redisUrl: string;
let redis: ScriptedRedis;
let owner: CandidateId;

beforeAll(async () => {
  redisUrl = await testRedisUrl();
  redis = await connectCommands(redisUrl, logger, 'test');
});
beforeEach(async () => {
  await redis.flushdb();
  owner = candidateIdSchema.parse(newCandidateId());
});
afterAll(() => redis.disconnect());

const everything = (reference: ErasureRequest['reference']): ErasureRequest => ({
  ...{ reference, owners: [owner], sessionId: null, askedAt: 1 },
});

describe('a request that is done', () => {
  it.each([
    ['the first', [first, second]],
    ['the second', [second, first]],
  ] as const)('leaves the candidate marked while another one is pending: %s', async (_which, order) => {
    await noteRequest(redis, everything(first));
    await noteRequest(redis, everything(second));
    // As when the answer to the first one was lost.
    await noteRequest(redis, everything(first));
    await forgetRequest(redis, everything(order[0]));
    expect(await isBeingErased(redis, owner)).toBe(true);
    await forgetRequest(redis, everything(order[1]));
    expect(await redis.keys(`*${owner}*`)).toEqual([]);
  });

  it('for everything is not held up by one for a single session, or of another version', async () => {
    await noteRequest(redis, everything(first));
    await noteRequest(redis, { ...everything(second), sessionId: `ses_${randomUUID()}` as SessionId });
    await redis.hset(keys.erasureRequests, 'other', '{"owners"');
    await forgetRequest(redis, everything(first));
    expect(await isBeingErased(redis, owner)).toBe(false);
  });

  it('waits for a rewrite of the file from the moment on at which Redis has deleted it', async () => {
    await noteRequest(redis, everything(first));
    const before = await redisNowMs(redis);
    await forgetRequest(redis, everything(first));
    const at = Number(await redis.zscore(keys.deletionsInFile, first));
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(await redisNowMs(redis));
    expect(await redis.exists(keys.erasurePending)).toBe(1);
  });
});

describe('an erasure that Redis refuses to answer about', () => {
  const user = `half-${randomUUID()}`;
  let half: ScriptedRedis;
  beforeAll(async () => {
    await redis.call('ACL', 'SETUSER', user, 'on', '>x', '~*', '&*', '+@all', '-hget', '-hincrby');
    const url = Object.assign(new URL(redisUrl), { username: user, password: 'x' });
    half = await connectCommands(url.href, logger, 'test');
  });
  afterAll(async () => {
    half.disconnect();
    await redis.call('ACL', 'DELUSER', user);
  });

  it('fails, and takes no session for one of somebody else', async () => {
    const store = createSessionStore({ redis });
    const sessionId = await newSession(store, { ownerId: owner });
    await redis.set(sessionKeys.record('ses_not-a-record' as SessionId), 'x');
    expect([...(await listOwned(redis, [owner]))]).toEqual([[sessionId, owner]]);
    await expect(listOwned(half, [owner])).rejects.toThrow('NOPERM');
  });

  it('fails, and counts nothing as if it were counted', async () => {
    const asked = { scope: 'everything', by: 'candidate', askedAt: Date.now() } as const;
    await openDeletionRecord(redis, { reference: first, ...asked });
    await expect(countDeleted(half, first, { interviews: 1 })).rejects.toThrow('EXECABORT');
  });
});

describe('a gateway', () => {
  let close = async () => {};
  afterEach(() => close());

  /** @param erase How it erases a session. */
  function open(erase: (sessionId: SessionId) => Promise<void>) {
    const nothing = async () => ({ limits: 0, verified_numbers: 0, waiting_jobs: 0 });
    const erasures = createErasures({
      ...{ redis, logger, now: Date.now, candidate: { count: nothing, remove: nothing } },
      erase: ({ sessionId }) => erase(sessionId),
    });
    close = () => erasures.close();
    return erasures;
  }

  it('that stops finishes the sessions that it is at, and leaves the others to another one', async () => {
    const ids = Array.from({ length: 20 }, () => `ses_${randomUUID()}`);
    await redis.zadd(keys.candidateSessions(owner), ...ids.flatMap((id) => [1, id]));
    let begun = 0;
    const gate = Promise.withResolvers<void>();
    const erasures = open(async () => {
      begun += 1;
      await gate.promise;
    });
    await erasures.eraseEverything({ owners: [owner], reference: first });
    await eventually(() => begun > 0);
    const atThem = begun;
    const closing = erasures.close();
    gate.resolve();
    await closing;
    expect(begun).toBe(atThem);
    expect(await listRequests(redis)).toHaveLength(1);
    // Free for another gateway.
    expect(await redis.exists(keys.erasureWalk(first))).toBe(0);
  });

  it('walks once where nothing failed, and again only when the starts under way have ended', async () => {
    const erasures = open(async () => {});
    const { done } = await erasures.eraseEverything({ owners: [owner], reference: first });
    await done;
    expect(await redis.pttl(keys.erasureWalk(first))).toBeGreaterThan(20_000);
    expect(await listRequests(redis)).toHaveLength(1);
  });

  it('walks again soon where something failed', async () => {
    await redis.zadd(keys.candidateSessions(owner), 1, `ses_${randomUUID()}`);
    const erasures = open(() => Promise.reject(new Error('no')));
    const { done } = await erasures.eraseEverything({ owners: [owner], reference: first });
    await done;
    expect(await redis.exists(keys.erasureWalk(first))).toBe(0);
  });
});

it('the reference of an erasure stays the same when the secret is changed', async () => {
  const what = { sessionId: `ses_${randomUUID()}` as SessionId };
  const [old, fresh] = ['a former secret of some length', 'a newest secret of some length'];
  const reference = await findDeletionReference(redis, [old], what);
  expect(await findDeletionReference(redis, [fresh, old], what)).not.toBe(reference);
  await openDeletionRecord(redis, {
    reference,
    scope: 'one_interview',
    by: 'candidate',
    askedAt: Date.now(),
  });
  expect(await findDeletionReference(redis, [fresh, old], what)).toBe(reference);
  expect(await findDeletionReference(redis, [fresh], what)).not.toBe(reference);
});
