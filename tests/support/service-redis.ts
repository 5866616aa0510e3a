import { type ServiceName, services } from '@ringback/shared/contract/ids';
import { toRedisRules } from '@ringback/shared/redis/fleet/service-users';
import { Redis } from 'ioredis';

const userOf = (service: ServiceName) => `test-${service}`;

/**
 * The address of a Redis as each service has it in production: with a user that has that service's rights. So every
 * test of the services fails when one does something that it may not.
 */
export async function redisUrlOfEach(url: string): Promise<Record<ServiceName, string>> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  try {
    await client.connect();
    for (const service of services) {
      await client.call('ACL', 'SETUSER', userOf(service), 'reset', 'on', 'nopass', ...toRedisRules(service));
    }
  } finally {
    client.disconnect();
  }
  const urlOf = (service: ServiceName) => {
    const own = new URL(url);
    own.username = userOf(service);
    own.password = 'any';
    return own.href;
  };
  return {
    telephony: urlOf('telephony'),
    'ai-bridge': urlOf('ai-bridge'),
    'frontend-gateway': urlOf('frontend-gateway'),
  };
}
