import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readStoredRecord } from '@ringback/session-model/store/stored-record';
import { dimensionIds } from '@ringback/shared/contract/report';
import { rewriteAfterErasures } from '@ringback/shared/redis/erasure/file-rewrite';
import { keys } from '@ringback/shared/redis/keys';
import { answersAndPresses1 } from '@ringback/stand-ins/candidate/candidate-behaviour';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inMs, toBook } from '../support/booked-call.ts';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { type RedisProcess, startRedisProcess } from '../support/faults/redis-process.ts';
import { type PhoneStack, readAtRest, startPhoneStack, whenClosed } from '../support/phone-stack.ts';

/** Words that occur nowhere else. Wherever one turns up afterwards, something was not erased. */
const canaries = {
  job: 'Quokkawhisperer',
  description: 'Looks after the zzyzxian marsupials',
  resume: 'Born in Xyloglyphville',
  spoken: 'my secret is plumbagoid',
  sentence: 'I felt rather thaumatological',
};
const phoneNumber = '+14155550177';
const bookedNumber = '+14155550166';

let redis: RedisProcess;
let stack: PhoneStack;
let candidate: CandidateClient;
beforeEach(async () => {
  redis = await startRedisProcess();
  stack = await startPhoneStack(
    answersAndPresses1({ speaker: { clips: [tone(900), tone(900)], hangUpAfterTurns: 2 } }),
    {
      redisUrl: redis.url,
      script: { answers: [{ text: 'Go on.' }], heard: [canaries.spoken, canaries.spoken], msPerWord: 60 },
      env: { LOG_LEVEL: 'trace' },
    },
  );
  // As text, so that a canary would be visible.
  await stack.redis.config('SET', 'aof-use-rdb-preamble', 'no');
  await stack.redis.config('SET', 'rdbcompression', 'no');
  candidate = await visit(stack.gatewayUrl);
}, 60_000);
afterEach(async () => {
  await stack.close();
  await redis.close();
});

/** Each key with its bytes, as far as a text can be found in them. */
async function contentsOfRedis(): Promise<[key: string, content: string][]> {
  const names = await stack.redis.keys('*');
  const dumps = await Promise.all(names.map((name) => stack.redis.dumpBuffer(name)));
  return names.map((name, index) => [name, dumps[index]?.toString('latin1') ?? '']);
}

const allOfRedis = async () => (await contentsOfRedis()).flat().join('\n');

async function fileOfRedis(): Promise<string> {
  const [, folder = ''] = (await stack.redis.config('GET', 'dir')) as string[];
  const within = join(folder, 'appendonlydir');
  const texts = (await readdir(within)).map((name) => readFile(join(within, name), 'latin1'));
  return (await Promise.all(texts)).join('\n');
}

/** The names of what stands in a text. */
const foundIn = (text: string, secrets: Readonly<Record<string, string>>) =>
  Object.entries(secrets).flatMap(([name, secret]) => (text.includes(secret) ? [name] : []));

/** The keys in which something of it stands. */
const keysWith = async (secrets: Readonly<Record<string, string>>) =>
  (await contentsOfRedis()).flatMap(([key, content]) => {
    const found = foundIn(`${key} ${content}`, secrets);
    return found.length > 0 ? [[key, ...found]] : [];
  });

/** An interview by phone, with its report and what the candidate says of it. */
async function practise() {
  const { sessionId } = await candidate.start({
    jobConfiguration: {
      ...{ jobTitle: canaries.job, jobDescription: canaries.description, resume: canaries.resume },
    },
    call: { via: 'phone', phoneNumber },
  });
  await whenClosed(stack, sessionId, 40_000);
  await readAtRest(stack, sessionId);
  const rating = {
    operationId: 'operation-rating' as never,
    ratings: Object.fromEntries(dimensionIds.map((id) => [id, 3])) as Record<
      (typeof dimensionIds)[number],
      number
    >,
    sentence: canaries.sentence,
  };
  await candidate.api.rateSelf(sessionId, rating);
  const { ownerId = '', callSid = '' } = await readStoredRecord(stack.redis, sessionId);
  return { sessionId, ownerId, callSid: JSON.parse(callSid) as string };
}

/** As when half a minute has passed, and then as when the file's turn has come. */
async function untilForgotten(reference: string): Promise<void> {
  const request = JSON.parse((await stack.redis.hget(keys.erasureRequests, reference)) ?? '');
  const earlier = JSON.stringify({ ...request, askedAt: request.askedAt - 60_000 });
  await stack.redis.hset(keys.erasureRequests, reference, earlier);
  await stack.redis.del(keys.erasureWalk(reference as never));
  await eventually(async () => (await stack.redis.hlen(keys.erasureRequests)) === 0, 20_000);
  // The carrier's record is deleted by a job of its own.
  await eventually(() => stack.carrier.calls.length === 0, 20_000);
  await eventually(async () => !(await allOfRedis()).includes('call-records:CA'), 20_000);
  await eventually(async () => (await stack.redis.keys('ticket:*')).length === 0, 40_000);
  // Redis lists no key whose time is over, and removes it a moment later.
  await eventually(async () => (await stack.redis.dbsize()) === (await stack.redis.keys('*')).length);
  expect(await rewriteAfterErasures(stack.redis)).toBe('begun');
  await eventually(async () => (await rewriteAfterErasures(stack.redis)) === 'done', 20_000);
}

it('a person who erases everything leaves no word, no number and no id of theirs in Redis, its queues, its file, the logs or at the carrier', async () => {
  const { sessionId, ownerId, callSid } = await practise();
  await candidate.api.bookCall(
    toBook(inMs(3600_000), { jobConfiguration: { jobTitle: canaries.job }, phoneNumber: bookedNumber }),
  );
  const secrets = { ...canaries, ownerId, callSid };
  // Each of them would be seen.
  expect(foundIn(await allOfRedis(), secrets)).toEqual(Object.keys(secrets));
  expect(foundIn(await fileOfRedis(), secrets)).toEqual(Object.keys(secrets));

  const { reference } = await candidate.api.eraseEverything('operation-erase' as never);
  await untilForgotten(reference);

  const numbers = {
    ...{ phoneNumber, national: phoneNumber.slice(2) },
    ...{ bookedNumber, nationalBooked: bookedNumber.slice(2) },
  };
  expect(await keysWith({ ...secrets, ...numbers })).toEqual([]);
  expect(foundIn(await fileOfRedis(), { ...secrets, ...numbers })).toEqual([]);
  expect(await stack.redis.keys(`*${sessionId}*`)).toEqual([`session:{${sessionId}}:tombstone`]);
  const events = await stack.redis.keys('*:events');
  for (const name of events)
    expect(JSON.stringify(await stack.redis.xrange(name, '-', '+'))).not.toMatch(
      new RegExp(`${sessionId}|${callSid}`),
    );
  // Logs name session and call, so that an operator can follow what happened; neither names a person.
  const logs = stack.logs.lines.map((line) => JSON.stringify(line)).join('\n');
  expect(foundIn(logs, { ...canaries, ...numbers, ownerId })).toEqual([]);

  const record = await candidate.api.deletionRecord(reference);
  expect(record.fileRewrittenAt).toBeGreaterThanOrEqual(record.erasedAt ?? Number.POSITIVE_INFINITY);
  expect(record.counts).toMatchObject({
    ...{ interviews: 1, transcripts: 1, reports: 1, call_records: 1, waiting_jobs: 1 },
  });
  expect(stack.logs.errors()).toEqual([]);
}, 180_000);
