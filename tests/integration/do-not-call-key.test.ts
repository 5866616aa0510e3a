import { randomUUID } from 'node:crypto';
import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { blockNumber, isNumberBlocked } from '@ringback/shared/redis/admission/blocked-numbers';
import { createListGuard, readListState } from '@ringback/shared/redis/admission/list-canary';
import { keys } from '@ringback/shared/redis/keys';
import { loadConfig } from '@ringback/shared/runtime/config';
import { judgeList, vouchFor } from '@ringback/shared/runtime/list-canary';
import { toHeaderLine, toNumberLine } from '@ringback/shared/runtime/list-file';
import { createLogger } from '@ringback/shared/runtime/logger';
import { createNumberHashes } from '@ringback/shared/runtime/number-hashes';
import { afterEach, expect, it } from 'vitest';
import { exportList, importList, vouchForList } from '../../scripts/operator/do-not-call-copy.ts';
import { createDialSwitch } from '../../services/frontend-gateway/src/starts/dialling.ts';
import { telephonyConfigSchema } from '../../services/telephony/src/config.ts';
import { startTelephony } from '../../services/telephony/src/start-telephony.ts';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { type Gateways, gatewayOperatorToken, startGateways } from '../support/gateways.ts';
import { collectLogLines } from '../support/log-lines.ts';
import { redisUrlOfEach } from '../support/service-redis.ts';
import { testKeys } from '../support/settings.ts';
import { testRedisUrl } from '../support/test-redis.ts';

const ownKey = testKeys.NUMBER_HASH_KEY;
const otherKey = 'not-the-key-of-the-list';
const wrongKey = { NUMBER_HASH_KEY: otherKey };
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

/** What operators are shown. */
async function readDialling(url: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${gatewayOperatorToken}` };
  return (await fetch(`${url}/api/operator/dialling`, { headers })).json();
}

it('a gateway whose key does not fit the do-not-call list calls no number, and lets browsers talk', async () => {
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
  expect(await readDialling(wrong)).toEqual({ enabled: true, problem: 'key_unknown' });
  expect(await readDialling(right)).toEqual({ enabled: true });
  expect(gateways.logs.errors()).toEqual([
    expect.objectContaining({
      msg: expect.stringContaining('NUMBER_HASH_KEY'),
      mend: expect.stringContaining('"new,old"'),
    }),
  ]);
  expect(await askForCall(await visit(right))).toEqual({ status: 201 });
});

it('a gateway judges the list at each call: a canary that changes or is lost stops calls, and one that is back allows them again', async () => {
  gateways = await startGateways({ env: { PHONE_CALLS: 'stand_in' } });
  const { redis, url, logs } = gateways;
  const candidate = await visit(url);
  await redis.sadd(keys.blockedNumbers, 'somebody');
  await redis.set(keys.blockedNumbersCanary, vouchFor([ownKey, otherKey]));
  expect(await askForCall(candidate)).toEqual({ status: 422, code: 'phone_unavailable' });
  expect(await readDialling(url)).toEqual({ enabled: true, problem: 'key_unknown' });
  await redis.del(keys.blockedNumbersCanary);
  expect(await askForCall(candidate)).toEqual({ status: 422, code: 'phone_unavailable' });
  expect(await readDialling(url)).toEqual({ enabled: true, problem: 'canary_lost' });
  // Redis is lost with the list. To a service that has seen the canary, an empty list is no new installation.
  await redis.del(keys.blockedNumbers);
  expect(await askForCall(candidate)).toEqual({ status: 422, code: 'phone_unavailable' });
  expect(await readDialling(url)).toEqual({ enabled: true, problem: 'list_lost' });
  // Logged once each, however often it is found.
  expect(logs.errors().map(({ msg }) => msg)).toEqual([
    expect.stringContaining('under a key that NUMBER_HASH_KEY lacks'),
    expect.stringContaining('nothing says whether NUMBER_HASH_KEY fits'),
    expect.stringContaining('the do-not-call list is lost'),
  ]);
  await vouchForList(redis, [ownKey]);
  expect(await askForCall(candidate)).toEqual({ status: 201 });
  expect(await readDialling(url)).toEqual({ enabled: true });
});

it('setting the switch is acknowledged whether or not the list can be read at that moment', async () => {
  gateways = await startGateways({ env: { PHONE_CALLS: 'stand_in' } });
  const { redis, url } = gateways;
  const noReply = { problem: () => Promise.reject(new Error('Redis gave no reply')) };
  expect(await createDialSwitch(redis, noReply).set(false)).toEqual({ enabled: false });
  expect(await readDialling(url)).toEqual({ enabled: false });
});

/** What a service does when it starts. */
async function startLater(): Promise<unknown> {
  const logger = createLogger({ service: 'test', instance: 'later', level: 'silent' });
  return await createListGuard(gateways.redis, [ownKey], { isReal: true, logger }).problem();
}

it('a list that was lost stays lost for instances that start later, until an operator vouches for it', async () => {
  gateways = await startGateways({ count: 2, env: { PHONE_CALLS: 'stand_in' } });
  const { redis, urls } = gateways;
  const [finder = '', other = ''] = urls;
  await redis.del(keys.blockedNumbers, keys.blockedNumbersCanary);
  expect(await readDialling(finder)).toEqual({ enabled: true, problem: 'list_lost' });
  expect(await startLater()).toBe('list_lost');
  for (const url of urls) {
    expect(await askForCall(await visit(url))).toEqual({ status: 422, code: 'phone_unavailable' });
  }
  // A copy of what is left would replace the last good one.
  const copy = async () => {
    for await (const _lines of exportList(redis));
  };
  await expect(copy()).rejects.toThrow('the list is lost');
  await vouchForList(redis, [ownKey]);
  expect(await startLater()).toBe(null);
  expect(await askForCall(await visit(other))).toEqual({ status: 201 });
});

it.each([
  ['the running services have lost', true],
  ['an installation lacks that was started on an empty Redis', false],
])('a copy of a list that %s is complete before any number is dialled', async (_of, isRunning) => {
  gateways = await startGateways({ env: { PHONE_CALLS: 'stand_in' } });
  const { redis, url } = gateways;
  const candidate = await visit(url);
  const header = toHeaderLine(vouchFor([ownKey]));
  if (isRunning) await redis.del(keys.blockedNumbersCanary);
  /** More than are written at once. A number is requested after the last one that is on the list. */
  async function* copy(askedBehind: () => Promise<void>): AsyncGenerator<string> {
    yield header;
    for (let entry = 0; entry < 1_001; entry += 1) yield toNumberLine(`${entry}`.padStart(43, '0'));
    await askedBehind();
  }
  const refused = { status: 422, code: 'phone_unavailable' };
  const isPartly = async () => {
    expect(await redis.scard(keys.blockedNumbers)).toBe(1_000);
    expect(await askForCall(candidate)).toEqual(refused);
    throw new Error('the copy breaks off');
  };
  await expect(importList(redis, [ownKey], copy(isPartly))).rejects.toThrow('the copy breaks off');
  expect(await askForCall(candidate)).toEqual(refused);
  expect(await startLater()).toBe('list_lost');
  const whole = await importList(
    redis,
    [ownKey],
    copy(async () => {}),
  );
  expect(whole).toEqual({ added: 1, unknownLines: 0, mayDial: true });
  expect(await askForCall(candidate)).toEqual({ status: 201 });
});

it.each([
  ['from its start', otherKey],
  ['since it was started', ownKey],
])(
  'a telephony whose key does not fit, %s, dials no number that a gateway has let through',
  async (_since, telephonyKey) => {
    const redisUrls = await redisUrlOfEach(await testRedisUrl());
    const env = { PHONE_CALLS: 'stand_in', NUMBER_HASH_KEY: `${ownKey},yet-another-key-0123` };
    gateways = await startGateways({ env });
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
        // Nothing answers here, so that a placed call would end in another way.
        TWILIO_API_BASE_URL: 'http://127.0.0.1:1',
        NUMBER_HASH_KEY: telephonyKey,
      }),
      logs.destination,
    );
    // The gateway knows all of these keys.
    await gateways.redis.set(keys.blockedNumbersCanary, vouchFor([ownKey, 'yet-another-key-0123']));
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
  },
);

it('a copy of the list restores it once, under its own key and no other', async () => {
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
