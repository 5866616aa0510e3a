import { deletionReferenceSchema } from '@ringback/shared/contract/deletion-record';
import { candidateIdSchema } from '@ringback/shared/contract/ids';
import { forgetCallers, noteCalled, readCalled } from '@ringback/shared/redis/admission/called-numbers';
import {
  changeShareLink,
  createShareLink,
  findShareLink,
  revokeShareLink,
} from '@ringback/shared/redis/admission/share-links';
import { connectCommands } from '@ringback/shared/redis/connect';
import { countDeleted, openDeletionRecord } from '@ringback/shared/redis/erasure/deletion-records';
import { keys } from '@ringback/shared/redis/keys';
import { createReportQueue, toStrongerJobId } from '@ringback/shared/redis/queues/report-queue';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createSessionStore, type SessionStore } from '@ringback/shared/redis/session/session-store';
import { readStoredParts } from '@ringback/shared/redis/session/stored-parts';
import { createLogger } from '@ringback/shared/runtime/logger';
import { createNumberHashes } from '@ringback/shared/runtime/number-hashes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newSession } from '../support/new-session.ts';
import { testKeys } from '../support/settings.ts';
import { testRedisUrl } from '../support/test-redis.ts';

const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
const hashes = createNumberHashes({
  numberHashKey: [testKeys.NUMBER_HASH_KEY],
  dataEncryptionKey: [testKeys.DATA_ENCRYPTION_KEY],
});
const candidateId = candidateIdSchema.parse('can_kept_expiry_001');
const phoneNumber = '+14155550100';
const lifeMs = 60_000;
const noRights = { report: false, notes: false, allNotes: false, topics: false };

let redis: ScriptedRedis;
let store: SessionStore;
beforeAll(async () => {
  redis = await connectCommands(await testRedisUrl(), logger, 'test');
  store = createSessionStore({ redis });
});
afterAll(() => redis.disconnect());

async function share(report: boolean) {
  const sessionId = await newSession(store);
  const made = await createShareLink(redis, sessionId, { name: '', lifeMs, rights: { ...noRights, report } });
  if (made === null) throw new Error('no link was made');
  return { sessionId, shareId: made.link.shareId, token: made.token };
}

describe('a key that expires', () => {
  it('still does when the only caller of a number is forgotten', async () => {
    await noteCalled(redis, hashes, { phoneNumber, candidateId, what: 'dialled', at: Date.now() });
    const names = await redis.keys(keys.calledNumber('*'));
    expect(names).toHaveLength(1);
    await forgetCallers(redis, hashes, [candidateId]);
    expect(await readCalled(redis, hashes, phoneNumber)).toMatchObject([{ what: 'dialled', by: '' }]);
    expect(await redis.pttl(names[0] ?? '')).toBeGreaterThan(0);
  });

  it('does not come back when a link is revoked while it is let show the report', async () => {
    const { sessionId, shareId } = await share(false);
    const overtaken: ScriptedRedis = Object.assign(Object.create(redis), {
      async hmget(...args: Parameters<ScriptedRedis['hmget']>) {
        const reply = await redis.hmget(...args);
        await revokeShareLink(redis, sessionId, shareId);
        return reply;
      },
    });
    expect(await changeShareLink(overtaken, { sessionId, shareId }, { report: true })).toBe(false);
    expect(await redis.exists(keys.shares(sessionId))).toBe(0);
  });

  it('does not come back when a deletion record has made room and something more is counted', async () => {
    const reference = deletionReferenceSchema.parse('ABCD-EFGH-JKMN-PQRS');
    await openDeletionRecord(redis, {
      ...{ reference, scope: 'everything', by: 'candidate', askedAt: Date.now() },
    });
    await countDeleted(redis, reference, { limits: 2 });
    expect(await redis.hget(keys.deletionRecord(reference), 'count:limits')).toBe('2');
    await redis.del(keys.deletionRecord(reference));
    await countDeleted(redis, reference, { limits: 2 });
    expect(await redis.exists(keys.deletionRecord(reference))).toBe(0);
  });
});

it('a link lets its bearer read the report from when its candidate says so, and then no longer', async () => {
  const { sessionId, shareId, token } = await share(false);
  for (const report of [true, false]) {
    expect(await changeShareLink(redis, { sessionId, shareId }, { report })).toBe(true);
    expect(await findShareLink(redis, token)).toMatchObject({ report });
  }
});

it('what an erasure would remove counts a link once, and each report and stronger answer that waits', async () => {
  const { sessionId } = await share(true);
  await createShareLink(redis, sessionId, { name: '', lifeMs, rights: { ...noRights, report: true } });
  const queue = createReportQueue(redis);
  const factNumber = 20;
  await queue.add(
    'stronger',
    { sessionId, version: 1, factNumber },
    { jobId: toStrongerJobId(sessionId, factNumber) },
  );
  await queue.close();
  const { counts } = (await readStoredParts(redis, sessionId)) ?? {};
  expect(counts).toMatchObject({ share_links: 2, waiting_jobs: 1 });
});
