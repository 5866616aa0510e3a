import { instanceIdSchema } from '@ringback/shared/contract/ids';
import { openServiceParts, type ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { collectLogLines } from '../log-lines.ts';
import { testRedisUrl } from '../test-redis.ts';

/** What an ai-bridge that makes reports has of the fleet and of Redis: an empty one, or `redisUrl`. The test closes it. */
export async function openReporterParts(redisUrl?: string): Promise<ServiceParts> {
  return openServiceParts({
    service: 'ai-bridge',
    instance: instanceIdSchema.parse('reporter-1'),
    redisUrl: redisUrl ?? (await testRedisUrl()),
    mode: 'local',
    logLevel: 'info',
    logDestination: collectLogLines().destination,
    describe: () => ({ address: '', capacity: 1, load: 0, draining: false }),
    onReset: async () => {},
  });
}
