import { defineScripts, type ScriptedRedis } from '@ringback/shared/redis/scripts';
import { Redis } from 'ioredis';

/**
 * The test's own way to Redis. It waits where a service gives up, because no test is about a machine that is busy for
 * two seconds.
 */
export async function connectTestClient(url: string): Promise<ScriptedRedis> {
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null, connectionName: 'test' });
  // It reconnects by itself, and commands wait for that.
  client.on('error', () => {});
  await client.connect();
  return defineScripts(client);
}
