import { type InstanceId, instanceIdSchema } from '@ringback/shared/contract/ids';
import type { Instance } from '@ringback/shared/contract/instances';
import { connectCommands } from '@ringback/shared/redis/connect';
import { redisNowMs } from '@ringback/shared/redis/fleet/instances';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createLogger } from '@ringback/shared/runtime/logger';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { refuseWithoutInterviewer } from '../../services/frontend-gateway/src/starts/interviewer-room.ts';
import { testRedisUrl } from '../support/test-redis.ts';

let redis: ScriptedRedis;

beforeAll(async () => {
  const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
  redis = await connectCommands(await testRedisUrl(), logger, 'test');
});
afterAll(() => redis.disconnect());
beforeEach(() => redis.del(keys.instances('ai-bridge'), keys.instances('telephony')));

const name = (service: string, number: number): InstanceId => instanceIdSchema.parse(`${service}-${number}`);

/** Announces instances with this much room as they measure themselves; null: they say nothing of it; one that drains says nothing either. */
type Announced = number | null | 'draining';

async function announce(service: 'ai-bridge' | 'telephony', ...rooms: Announced[]): Promise<void> {
  const heartbeatAt = (await redisNowMs(redis)) + 60_000;
  for (const [number, room] of rooms.entries()) {
    const instance = name(service, number);
    const row: Instance = {
      ...{
        service,
        instance,
        address: 'ws://127.0.0.1:1',
        capacity: 50,
        load: 25,
        draining: room === 'draining',
      },
      ...{ confirmedGeneration: 0, heartbeatAt },
      ...(typeof room === 'number' ? { room } : {}),
    };
    await redis.hset(keys.instances(service), instance, JSON.stringify(row));
  }
}

const refusal = (freed = 0) =>
  refuseWithoutInterviewer(redis, freed).then(
    () => null,
    ({ code, details }: { code: string; details: unknown }) => ({ code, details }),
  );
const busy = { code: 'interviewers_busy', details: { retryAfterMs: 15_000 } };

it.each<[string, Announced[], Announced[], object | null]>([
  ['a bridge of the release before', [null], [null], null],
  ['a bridge that has room', [3], [null], null],
  ['one bridge that has none, and another', [0, 1], [null], null],
  ['bridges that have none', [0, 0], [null], busy],
  ['a telephony that has none', [null], [0], busy],
  ['one telephony that has none, and another', [null], [0, null], null],
  ['one telephony that has none, and another that drains', [null], [0, 'draining'], busy],
])(
  '%s: a start is refused where none has room for its call',
  async (_who, bridges, telephonies, expected) => {
    await announce('ai-bridge', ...bridges);
    await announce('telephony', ...telephonies);
    expect(await refusal()).toEqual(expected);
  },
);

it('a session that replaces another needs no further room', async () => {
  await announce('ai-bridge', 0);
  await announce('telephony', 0);
  expect(await refusal(1)).toBeNull();
});
