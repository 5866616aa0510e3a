import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { connectQueue } from '@ringback/shared/redis/connect';
import { createDialQueue } from '@ringback/shared/redis/dial-queue';
import { createLogger } from '@ringback/shared/runtime/logger';
import { expect, it } from 'vitest';
import { startDialWorker } from '../../services/telephony/src/dial-worker.ts';
import { eventually } from '../support/eventually.ts';
import { testRedisUrl } from '../support/test-redis.ts';

type Options = Parameters<typeof startDialWorker>[0];

it('a dial that the session store keeps from being prepared is left when the worker closes', async () => {
  const redisUrl = await testRedisUrl();
  const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
  const connection = connectQueue(redisUrl, logger, 'test');
  let tries = 0;
  const get = async () => {
    tries += 1;
    throw new Error('Connection is closed.');
  };
  const parts = { redis: { get }, clock: { now: () => Date.now() }, logger };
  const worker = startDialWorker({ parts, redisUrl, callsPerSecond: 10 } as unknown as Options);
  try {
    const job = {
      sessionId: sessionIdSchema.parse(randomUUID()),
      sealedPhoneNumber: 'sealed',
      notAfter: Date.now() + 60_000,
    };
    await createDialQueue(connection).add('dial', job);
    await eventually(() => tries > 1);
    await worker.close();
    const triesBefore = tries;
    // Longer than the longest pause between two tries.
    await wait(1_500);
    expect(tries - triesBefore).toBeLessThanOrEqual(1);
  } finally {
    connection.disconnect();
  }
});
