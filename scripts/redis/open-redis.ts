import { Redis } from 'ioredis';
import { withoutPassword } from './probe-redis.ts';

/**
 * Connects once, for a command of an operator. The caller disconnects.
 *
 * @throws Error naming the address (without password) and the reason, when there is no answer in time
 */
export async function openRedis(url: string, timeoutMs: number): Promise<Redis> {
  let reason = 'no answer';
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    retryStrategy: () => null,
  });
  client.on('error', (error: Error) => {
    reason = error.message;
  });
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.disconnect();
    throw new Error(`Redis at ${withoutPassword(url)} cannot be reached: ${reason}`, { cause: error });
  }
}
