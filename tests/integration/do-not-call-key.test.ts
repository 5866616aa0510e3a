import { randomUUID } from 'node:crypto';
import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { blockNumber, isNumberBlocked } from '@ringback/shared/redis/blocked-numbers';
import { keys } from '@ringback/shared/redis/keys';
import { readListState } from '@ringback/shared/redis/list-canary';
import { loadConfig } from '@ringback/shared/runtime/config';
import { judgeList } from '@ringback/shared/runtime/list-canary';
import { createNumberHashes } from '@ringback/shared/runtime/number-hashes';
import { afterEach, expect, it } from 'vitest';
import { exportList, importList } from '../../scripts/operator/do-not-call-copy.ts';
import { telephonyConfigSchema } from '../../services/telephony/src/config.ts';
import { startTelephony } from '../../services/telephony/src/start-telephony.ts';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { type Gateways, startGateways } from '../support/gateways.ts';
import { collectLogLines } from '../support/log-lines.ts';
import { redisUrlOfEach } from '../support/service-redis.ts';
import { testKeys } from '../support/settings.ts';
import { testRedisUrl } from '../support/test-redis.ts';

const wrongKey = { NUMBER_HASH_KEY: 'not-the-key-of-the-list' };
let gateways: Gateways;

afterEach(() => gateways.close());

const toBody = (call: object) => ({
  operationId: randomUUID(),
  jobConfiguration: { jobTitle: 'Baker' },
  call,
});
const phone = toBody({ via: 'phone', phoneNumber: '+14155550100' });

async function askForCall(candidate: CandidateClient): Promise<{ status: number; code?: string }> {
  const response = await candidate.fetch('/api/sessions', { body: phone });
  const body = (await response.json()) as { error?: { code: string } };
  return { status: response.status, ...(body.error && { code: body.error.code }) };
}

it('a gateway whose key does not fit the do-not-call list calls nobody, and lets browsers talk', async () => {
  gateways = await startGateways({
    count: 2,
    env: { PHONE_CALLS: 'stand_in' },
    envOf: (index) => (index === 2 ? wrongKey : {}),
  });
  const [right = '', wrong = ''] = gateways.urls;
  const candidate = await visit(wrong);
  expect(await askForCall(candidate)).toEqual({ status: 422, code: 'phone_unavailable' });
  const browser = await candidate.fetch('/api/sessions', { body: toBody({ via: 'browser' }) });
  expect(browser.status).toBe(201);
  expect((await fetch(`${wrong}/health/ready`)).status).toBe(200);
  expect(gateways.logs.errors()).toEqual([
    expect.objectContaining({
      msg: expect.stringContaining('NUMBER_HASH_KEY'),
      mend: expect.stringContaining('"new,old"'),
    }),
  ]);
  expect(await askForCall(await visit(right))).toEqual({ status: 201 });
});

it('a telephony whose key does not fit dials nobody of those whom another gateway has let through', async () => {
  const redisUrls = await redisUrlOfEach(await testRedisUrl());
  gateways = await startGateways({ env: { PHONE_CALLS: 'stand_in' } });
  await gateways.redis.sadd(keys.blockedNumbers, 'somebody');
  const logs = collectLogLines();
  const telephony = await startTelephony(
    loadConfig(telephonyConfigSchema, {
      RINGBACK_MODE: 'local',
      REDIS_URL: redisUrls.telephony,
      PORT: '0',
      DATA_ENCRYPTION_KEY: testKeys.DATA_ENCRYPTION_KEY,
      LINK_SECRET: testKeys.LINK_SECRET,
      PUBLIC_URL: 'https://ringback.example',
      TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: 'auth-token-for-tests',
      TWILIO_PHONE_NUMBER: '+14155550199',
      // Nothing answers here: a call that is placed would end otherwise.
      TWILIO_API_BASE_URL: 'http://127.0.0.1:1',
      ...wrongKey,
    }),
    logs.destination,
  );
  try {
    const candidate = await visit(gateways.url);
    const response = await candidate.fetch('/api/sessions', { body: phone });
    const { sessionId } = (await response.json()) as { sessionId: string };
    const read = async () => (await gateways.store.read(sessionIdSchema.parse(sessionId)))?.record;
    await eventually(async () => (await read())?.endReason !== null, 10_000, 50);
    expect(await read()).toMatchObject({ endReason: 'operator', callSid: null });
    expect(logs.errors()).toEqual([
      expect.objectContaining({ msg: expect.stringContaining('NUMBER_HASH_KEY'), entries: 1 }),
    ]);
  } finally {
    await telephony.close();
  }
});

it('a copy of the list restores it, once, under its own key and no other', async () => {
  gateways = await startGateways({ env: { PHONE_CALLS: 'stand_in' } });
  const { redis } = gateways;
  const ring = [testKeys.NUMBER_HASH_KEY] as const;
  const hashes = createNumberHashes({ numberHashKey: ring, dataEncryptionKey: ['an-encryption-key'] });
  const phoneNumber = '+14155550100';
  await blockNumber(redis, hashes, phoneNumber);
  let copy = '';
  for await (const lines of exportList(redis)) copy += lines;
  expect(copy).not.toContain('4155550100');
  // Redis is lost.
  await redis.del(keys.blockedNumbers, keys.blockedNumbersCanary);
  const lines = [...copy.trim().split('\n'), '{"from":"a release after this one"}'];
  await expect(importList(redis, ['another-key-of-numbers'], lines)).rejects.toThrow('NUMBER_HASH_KEY');
  expect(await redis.exists(keys.blockedNumbers, keys.blockedNumbersCanary)).toBe(0);
  const imported = { unknownLines: 1, mayDial: true };
  expect(await importList(redis, ['the-newest-key-of-all', ...ring], lines)).toEqual({
    ...imported,
    added: 2,
  });
  expect(await importList(redis, ['the-newest-key-of-all', ...ring], lines)).toEqual({
    ...imported,
    added: 0,
  });
  expect(await isNumberBlocked(redis, hashes, phoneNumber)).toBe(true);
  const isKnownTo = async (...keyRing: [string, ...string[]]) =>
    judgeList(keyRing, await readListState(redis)).outcome;
  expect(await isKnownTo('the-newest-key-of-all', ...ring)).toBe('known');
  expect(await isKnownTo('the-newest-key-of-all')).toBe('key_unknown');
});
