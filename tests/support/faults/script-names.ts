import { createHash } from 'node:crypto';
import { defineScripts } from '@ringback/shared/redis/scripts';
import { Redis } from 'ioredis';

/** Our scripts' names by the SHA-1 under which clients call them. */
export function readScriptNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const client = new Redis({ lazyConnect: true });
  const define = client.defineCommand.bind(client);
  client.defineCommand = (name, definition) => {
    names.set(createHash('sha1').update(definition.lua).digest('hex'), name);
    define(name, definition);
  };
  defineScripts(client);
  return names;
}
