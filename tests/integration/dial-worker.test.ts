import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { connectQueue } from '@ringback/shared/redis/connect';
import { createDialQueue } from '@ringback/shared/redis/queues/dial-queue';
import { createLogger } from '@ringback/shared/runtime/logger';
import type { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startDialWorkerAlone } from '../support/dial-worker-alone.ts';
import { eventually } from '../support/eventually.ts';
import { testRedisUrl } from '../support/test-redis.ts';

let redisUrl: string;
let connection: Redis;
beforeEach(async () => {
  redisUrl = await testRedisUrl();
  const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
  connection = connectQueue(redisUrl, logger, 'test');
});
afterEach(() => connection.disconnect());

async function ask(): Promise<void> {
  const sessionId = sessionIdSchema.parse(randomUUID());
  const job = { sessionId, sealedPhoneNumber: 'sealed', notAfter: Date.now() + 60_000 };
  await createDialQueue(connection).add('dial', job);
}

it('a dial that the session store delays is abandoned when the worker closes', async () => {
  let tries = 0;
  const worker = startDialWorkerAlone(redisUrl, async () => {
    tries += 1;
    throw new Error('Connection is closed.');
  });
  await ask();
  await eventually(() => tries > 1);
  await worker.close();
  const triesBefore = tries;
  // Longer than the longest pause between two tries.
  await wait(1_500);
  expect(tries - triesBefore).toBeLessThanOrEqual(1);
});

it('another worker takes a request within ten seconds when its worker dies before the intent', async () => {
  const dying = new Worker(new URL('../support/hanging-dial-worker.ts', import.meta.url), {
    workerData: redisUrl,
  });
  const taken = once(dying, 'message');
  await ask();
  await taken;
  let takenAgainAt = 0;
  const other = startDialWorkerAlone(redisUrl, async () => {
    takenAgainAt = Date.now();
    throw new Error('enough is seen');
  });
  try {
    // It also looks for such requests at its start, and must find this one later.
    await wait(1_000);
    await dying.terminate();
    const diedAt = Date.now();
    await eventually(() => takenAgainAt > 0, 20_000);
    process.stdout.write(`taken again after ${takenAgainAt - diedAt} ms\n`);
    expect(takenAgainAt - diedAt).toBeGreaterThan(0);
    expect(takenAgainAt - diedAt).toBeLessThanOrEqual(10_000);
  } finally {
    await dying.terminate();
    await other.close();
  }
});
