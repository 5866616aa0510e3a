import { Redis } from 'ioredis';

const limitMs = 2_000;

/**
 * Makes a running Redis reload the file of its users, which a new release may have changed. Returns the outcome, for a
 * person. At the first start there is no Redis yet. It will read the file by itself.
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
