import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rewriteAfterErasures } from '@ringback/shared/redis/erasure/file-rewrite';
import { createDialQueue } from '@ringback/shared/redis/queues/dial-queue';
import { answersAndPresses1 } from '@ringback/stand-ins/candidate/candidate-behaviour';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { type RedisProcess, startRedisProcess } from '../support/faults/redis-process.ts';
import { whenHeard } from '../support/line-events.ts';
import { calledNumber, type PhoneStack, startPhoneStack, whenClosed } from '../support/phone-stack.ts';

const canary = 'canary-of-the-resume';

let redis: RedisProcess;
let stack: PhoneStack;
beforeEach(async () => {
  redis = await startRedisProcess();
  stack = await startPhoneStack(answersAndPresses1(), { redisUrl: redis.url });
  // As text, so that a canary would be visible in it.
  await stack.redis.config('SET', 'aof-use-rdb-preamble', 'no');
}, 60_000);
afterEach(async () => {
  await stack.close();
  await redis.close();
});

/** A call with a canary in the résumé, to its end. */
async function callOnce(): Promise<{ candidate: CandidateClient; sessionId: string; callSid: string }> {
  const candidate = await visit(stack.gatewayUrl);
  const { sessionId } = await candidate.start({
    jobConfiguration: { jobTitle: 'Baker', resume: canary },
    call: { via: 'phone', phoneNumber: calledNumber },
  });
  const call = await stack.carrier.nextCall();
  await whenHeard((await call.streamOpened()).client, 20);
  call.hangUp();
  await whenClosed(stack, sessionId);
  return { candidate, sessionId, callSid: call.sid };
}

async function fileOfRedis(): Promise<string> {
  const [, folder = ''] = (await stack.redis.config('GET', 'dir')) as string[];
  const within = join(folder, 'appendonlydir');
  const names = await readdir(within);
  const texts = await Promise.all(names.map((name) => readFile(join(within, name), 'latin1')));
  return texts.join('\n');
}

async function whenRewritten(): Promise<void> {
  await eventually(async () => {
    const told = await stack.redis.info('persistence');
    return /aof_rewrite_in_progress:0/.test(told) && /aof_rewrite_scheduled:0/.test(told);
  }, 20_000);
}

describe('a number that was called', { timeout: 60_000 }, () => {
  it('is nowhere in Redis when its call is over, sealed or not, nor in its file after a rewrite', async () => {
    await callOnce();
    expect(await fileOfRedis()).toContain('sealedPhoneNumber');
    await stack.redis.bgrewriteaof();
    await whenRewritten();
    const kept = await fileOfRedis();
    expect(kept).toContain(canary);
    expect(kept).not.toContain('sealedPhoneNumber');
    expect(kept).not.toContain(calledNumber.slice(1));
  });

  it('is gone too when the request fails', async () => {
    const queue = createDialQueue(stack.redis);
    const job = { sessionId: 'ses_that_never_was0' as never, sealedPhoneNumber: 'x', notAfter: Number.NaN };
    await queue.add('dial', job, { jobId: 'broken' });
    await eventually(async () => (await queue.getJobCounts('wait', 'active')).wait === 0);
    await eventually(async () => (await stack.redis.keys('*:dial:broken')).length === 0);
    await queue.close();
  });
});

describe('an erased session', { timeout: 60_000 }, () => {
  it('leaves the append-only file with the next rewrite, the queue, and the carrier', async () => {
    stack.carrier.faults.rest.remove = { type: 'fails', status: 500, isDone: false };
    const { candidate, sessionId, callSid } = await callOnce();
    expect(await rewriteAfterErasures(stack.redis)).toBe('nothing_erased');
    expect((await candidate.fetch(`/api/sessions/${sessionId}`, { method: 'DELETE' })).status).toBe(204);
    expect(await fileOfRedis()).toContain(canary);

    expect(await rewriteAfterErasures(stack.redis)).toBe('begun');
    await whenRewritten();
    expect(await stack.redis.exists('erasures:pending')).toBe(1);
    expect(await rewriteAfterErasures(stack.redis)).toBe('done');
    expect(await rewriteAfterErasures(stack.redis)).toBe('nothing_erased');
    expect(await fileOfRedis()).not.toContain(canary);
    const events = JSON.stringify(await stack.redis.xrange('{ringback}:dial:events', '-', '+'));
    expect(events).not.toContain(sessionId);

    // The carrier failed. The job tries again by itself.
    await eventually(() => stack.logs.lines.some(({ msg }) => msg === 'job failed and is tried again'));
    expect(stack.carrier.calls.map(({ sid }) => sid)).toContain(callSid);
    stack.carrier.faults.rest.remove = null;
    await eventually(() => !stack.carrier.calls.some(({ sid }) => sid === callSid), 20_000);
    await eventually(async () => (await stack.redis.keys('{ringback}:call-records:CA*')).length === 0);
  });

  it('waits half an hour after the last rewrite, and is not forgotten meanwhile', async () => {
    const { candidate, sessionId } = await callOnce();
    await candidate.fetch(`/api/sessions/${sessionId}`, { method: 'DELETE' });
    expect(await rewriteAfterErasures(stack.redis)).toBe('begun');
    await stack.redis.set('erasures:pending', 'another');
    await whenRewritten();
    expect(await rewriteAfterErasures(stack.redis)).toBe('not_due');
    expect(await stack.redis.pttl('erasures:rewrite')).toBeLessThanOrEqual(30 * 60_000);
    await stack.redis.del('erasures:rewrite');
    expect(await rewriteAfterErasures(stack.redis)).toBe('begun');
    await whenRewritten();
  });
});
