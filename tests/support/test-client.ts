import { defineScripts, type ScriptedRedis } from '@ringback/shared/redis/scripts';
import { Redis } from 'ioredis';

/**
 * The test's own way to Redis, which waits where a service gives up: a machine that is busy for two seconds is nothing that
 * a test is about.
 */
export async function connectTestClient(url: string): Promise<ScriptedRedis> {
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null, connectionName: 'test' });
  // It connects again by itself, and commands wait for that.
  client.on('error', () => {});
  await client.connect();
  return defineScripts(client);
}
