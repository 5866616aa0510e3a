import { Redis } from 'ioredis';

/** What Ringback needs to know about a Redis server. */
export interface RedisFacts {
  readonly version: string;
  /** The server's `maxmemory-policy`; absent when the server does not tell it. */
  readonly evictionPolicy?: string;
  /** The server's `maxmemory`; 0 when it has none, absent when the server does not tell it. */
  readonly maxMemoryBytes?: number;
}

const OLDEST_MAJOR = 7;

/** Reads the two figures from the text of `INFO`. */
export function parseRedisInfo(info: string): RedisFacts {
  const value = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  const evictionPolicy = value('maxmemory_policy');
  const maxMemory = value('maxmemory');
  return {
    version: value('redis_version') ?? 'unknown',
    ...(evictionPolicy && { evictionPolicy }),
    ...(maxMemory !== undefined && { maxMemoryBytes: Number(maxMemory) }),
  };
}

/** Why a server cannot be used, and what to do about it. Undefined when it can. */
export function findRedisFault({ version, evictionPolicy }: RedisFacts): string | undefined {
  if (!(Number.parseInt(version, 10) >= OLDEST_MAJOR)) {
    return `it is version ${version}; Ringback needs ${OLDEST_MAJOR}.0 or newer`;
  }
  if (evictionPolicy !== undefined && evictionPolicy !== 'noeviction') {
    return `its maxmemory-policy is ${evictionPolicy}, so it may drop live sessions; set it to noeviction`;
  }
  return undefined;
}

/** Whether the server accepts data until the machine has no memory left. */
export const isUnbounded = ({ maxMemoryBytes }: RedisFacts): boolean => maxMemoryBytes === 0;

/** What to do about a Redis without a bound. */
export const boundRedis =
  'set its maxmemory, such as 512mb: full, it then refuses new sessions and lets live ones end';

/** The address without its password, for logs and messages. */
export function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    if (parsed.password !== '') parsed.password = '***';
    return parsed.href;
  } catch {
    return '(not a URL)';
  }
}

/**
 * Asks a server who it is.
 *
 * @throws Error naming the address (without password) and the reason, when there is no answer in time
 */
export async function probeRedis(url: string, timeoutMs: number): Promise<RedisFacts> {
  let reason = 'no answer';
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    maxLoadingRetryTime: timeoutMs,
    retryStrategy: () => null,
  });
  client.on('error', (error: Error) => {
    reason = error.message;
  });
  try {
    await client.connect();
    return parseRedisInfo(await client.info());
  } catch (error) {
    // ioredis rejects with "Connection is closed.". The cause came by the event.
    const own =
      error instanceof Error && !error.message.startsWith('Connection is closed') ? error.message : reason;
    throw new Error(`Redis at ${withoutPassword(url)} cannot be reached: ${own}`, { cause: error });
  } finally {
    client.disconnect();
  }
}
