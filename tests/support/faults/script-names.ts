import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { defineScripts } from '@ringback/shared/redis/scripts';
import { Redis } from 'ioredis';

/** BullMQ exposes its scripts nowhere else. */
const queueScripts = createRequire(import.meta.url)('bullmq/dist/cjs/scripts/index.js') as Readonly<
  Record<string, { name: string; content: string } | undefined>
>;

/** Names of our scripts, and of the dial queue's, by the SHA-1 under which clients call them. */
export function readScriptNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const add = (name: string, lua: string) => names.set(createHash('sha1').update(lua).digest('hex'), name);
  const client = new Redis({ lazyConnect: true });
  const define = client.defineCommand.bind(client);
  client.defineCommand = (name, definition) => {
    add(name, definition.lua);
    define(name, definition);
  };
  defineScripts(client);
  for (const script of Object.values(queueScripts)) {
    if (script?.content !== undefined) add(script.name, script.content);
  }
  return names;
}
