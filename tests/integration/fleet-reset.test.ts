import { randomUUID } from 'node:crypto';
import { operationIdSchema, sessionIdSchema } from '@ringback/shared/contract/ids';
import { connectCommands } from '@ringback/shared/redis/connect';
import { beginResetAll, readResetProgress } from '@ringback/shared/redis/fleet/fleet';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testRedisUrl } from '../support/test-redis.ts';

let redis: ScriptedRedis;
beforeAll(async () => {
  const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
  redis = await connectCommands(await testRedisUrl(), logger, 'test');
});
afterAll(() => redis.disconnect());

it('ends every session though one fails at first, and completes', async () => {
  const ids = Array.from({ length: 120 }, (_, place) => sessionIdSchema.parse(`ses_to_be_reset_${place}`));
  const ended: string[] = [];
  let failures = 2;
  const commit: SessionStore['commit'] = async (id) => {
    if (id === ids[3] && failures-- > 0) throw new Error('Command timed out');
    ended.push(id);
    return { outcome: 'duplicate', revision: 1 };
  };
  const operationId = operationIdSchema.parse(randomUUID());
  const { finished } = await beginResetAll(redis, { commit, listLive: async () => ids }, operationId);
  await finished;
  expect(ended.toSorted()).toEqual(ids.toSorted());
  expect(await readResetProgress(redis, operationId)).toMatchObject({
    sessionsTotal: 120,
    sessionsEnded: 120,
    done: true,
  });
});
