import { Redis } from 'ioredis';

const limitMs = 2_000;

/**
 * Lets a Redis that is running take up the file of its users, which a new release may have changed. Says what came
 * of it, for a person. At the first start there is none yet, and it will read the file by itself.
 */
export async function reloadRedisUsers(url: string): Promise<string> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: limitMs,
    commandTimeout: limitMs,
    retryStrategy: () => null,
  });
  client.on('error', () => {
    // Said by the rejection below.
  });
  try {
    await client.connect();
    await client.acl('LOAD');
    return 'users taken up';
  } catch (error) {
    return `reads its users when it starts (${error instanceof Error ? error.message : String(error)})`;
  } finally {
    client.disconnect();
  }
}
