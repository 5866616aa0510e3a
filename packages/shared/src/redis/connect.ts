import type { Redis, RedisOptions } from 'ioredis';
import { toBackoffMs } from '../runtime/backoff.ts';
import type { Logger } from '../runtime/logger.ts';
import { createOutageLog } from '../runtime/outage-log.ts';
import { BoundedClient } from './bounded-client.ts';
import { readStoreMemory } from './memory.ts';
import { defineScripts, type ScriptedRedis } from './scripts.ts';

/** Replies keep the shapes of RESP2, so mapping is not an option here. */
type Options = Omit<RedisOptions, 'replyMapping'>;

/**
 * Limits for a Redis that may be away: nothing waits in a queue, nothing is sent twice, nothing hangs. By default
 * ioredis re-sends a command whose reply was lost, and would apply it twice.
 */
const bounded: Options = {
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  commandTimeout: 1500,
  connectTimeout: 2000,
  keepAlive: 5000,
  lazyConnect: true,
  retryStrategy: (attempt) => toBackoffMs(attempt, { firstMs: 50, mostMs: 1000 }),
};

/** A connection that stays silent this long after a request is half-open. */
const silenceMs = 2500;

function open(url: string, logger: Logger, name: string, options: Options): BoundedClient {
  const client = new BoundedClient(url, { ...options, connectionName: name });
  const outage = createOutageLog(logger, 'redis connection', { connection: name });
  client.on('error', outage.failed);
  client.on('ready', outage.worked);
  return client;
}

/**
 * Connects a client for commands. Rejects when Redis cannot be reached, is too old, or may evict sessions; or, with
 * `mustBeBounded`, may take all of its machine's memory.
 */
export async function connectCommands(
  url: string,
  logger: Logger,
  name: string,
  { mustBeBounded = false }: { mustBeBounded?: boolean } = {},
): Promise<ScriptedRedis> {
  const client = open(url, logger, name, bounded);
  client.silenceMs = silenceMs;
  await client.connect();
  await refuseUnfit(client, mustBeBounded);
  return defineScripts(client);
}

/** Connects a client for subscriptions only. The feed takes care of re-subscribing. */
export async function connectSubscriber(url: string, logger: Logger, name: string): Promise<Redis> {
  // An idle subscriber hears nothing for long, so the feed pings it instead of limiting its silence. The client would
  // also renew subscriptions that were given up while the link was away, for ever.
  const client = open(url, logger, name, { ...bounded, autoResubscribe: false });
  await client.connect();
  return client;
}

/** Connects a client as BullMQ requires: commands wait until Redis is back. */
export function connectQueue(url: string, logger: Logger, name: string): Redis {
  return open(url, logger, name, { maxRetriesPerRequest: null, connectTimeout: 2000, keepAlive: 5000 });
}

/** Throws when this Redis is older than 7.0, may evict sessions, or lacks a memory bound that it must have. */
async function refuseUnfit(client: Redis, mustBeBounded: boolean): Promise<void> {
  const version = /redis_version:(\d+)\.(\d+)/.exec(await client.info('server'));
  if (!version || Number(version[1]) < 7) {
    client.disconnect();
    throw new Error(`Redis 7.0 or newer is needed, this is ${version?.[0] ?? 'unknown'}`);
  }
  const policy = /maxmemory_policy:(\S+)/.exec(await client.info('memory'))?.[1];
  if (policy !== undefined && policy !== 'noeviction') {
    client.disconnect();
    throw new Error(`Redis must not evict sessions: set maxmemory-policy to noeviction (it is ${policy})`);
  }
  if (mustBeBounded && (await readStoreMemory(client)).mostBytes === 0) {
    client.disconnect();
    throw new Error(
      'Redis needs a bound in live mode: set maxmemory, or no session is refused before memory runs out',
    );
  }
}
