import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort } from './launcher/ports.ts';
import { RESTART_POLICY, type RestartPolicy } from './process/restart-policy.ts';
import { superviseProcess } from './process/supervised-process.ts';
import { boundRedis, findRedisFault, isUnbounded, probeRedis, withoutPassword } from './redis/probe-redis.ts';
import { findRedisOnPath, type RedisProgram } from './redis/redis-program.ts';
import { findUnpackedRedis, isDebianFamily, unpackDebianRedis } from './redis/unpack-debian-redis.ts';

/** Where the Redis came from, in the order of trying. */
export type RedisRung = 'REDIS_URL' | 'PATH' | 'Debian package';

export interface RedisLadderOptions {
  /** The server's append-only file is kept in its folder `redis`. */
  readonly dataDir: string;
  /** Where Debian's Redis is unpacked once. */
  readonly cacheDir: string;
  /** Read for `REDIS_URL` (a running server) and `PATH`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Progress, one line at a time. */
  readonly say: (line: string) => void;
  /** What our own server prints. */
  readonly onLine?: (line: string) => void;
  readonly restarts?: RestartPolicy;
  /** Our own server died and will not be started again. */
  readonly onGaveUp?: (reason: string) => void;
}

export interface RunningRedis {
  readonly url: string;
  readonly rung: RedisRung;
  /** For a person: rung, version and address, without a password. */
  readonly description: string;
  /** Ends our own server, and leaves any other alone. Safe to call again. */
  stop(): Promise<void>;
  kill(): void;
}

const PROBE_LIMIT_MS = 5_000;
const START_LIMIT_MS = 15_000;
const START_POLL_MS = 50;
const STOP_GRACE_MS = 10_000;

const NO_REDIS = `No Redis found, and none can be fetched on this machine. Install one with one of these and try again:
  macOS      brew install redis
  Fedora     sudo dnf install valkey
  Docker     docker run -d -p 6379:6379 redis:8-alpine redis-server --maxmemory-policy noeviction
             and REDIS_URL=redis://127.0.0.1:6379 in .env`;

/**
 * Provides a Redis 7.0 or newer: the one of `REDIS_URL`, otherwise a private one of our own on a free loopback port,
 * from the PATH or from Debian's packages. Never another program's Redis on the default port.
 *
 * @throws Error for a person when `REDIS_URL` does not work, or when no rung is available
 */
export async function startRedis(options: RedisLadderOptions): Promise<RunningRedis> {
  const { REDIS_URL: url, PATH: path } = options.env;
  if (url !== undefined && url !== '')
    return await useForeignRedis(url, options.env.RINGBACK_MODE === 'live');
  const found = await findProgram(options, path);
  return await startServer(found.program, found.rung, options);
}

async function useForeignRedis(url: string, isLive: boolean): Promise<RunningRedis> {
  const facts = await probeRedis(url, PROBE_LIMIT_MS);
  const fault =
    findRedisFault(facts) ?? (isLive && isUnbounded(facts) ? `it has no bound: ${boundRedis}` : undefined);
  if (fault !== undefined) throw new Error(`Redis at ${withoutPassword(url)} cannot be used: ${fault}`);
  const description = `REDIS_URL (${facts.version} at ${withoutPassword(url)})`;
  return { url, rung: 'REDIS_URL', description, stop: async () => {}, kill: () => {} };
}

/** @throws Error with the command to type when there is no way to a server on this machine */
async function findProgram(
  { cacheDir, say }: RedisLadderOptions,
  path: string | undefined,
): Promise<{ program: RedisProgram; rung: RedisRung }> {
  const installed = await findRedisOnPath(path);
  if (installed !== undefined) {
    const fault = findRedisFault(installed);
    if (fault === undefined) return { program: installed, rung: 'PATH' };
    say(`${installed.command} cannot be used: ${fault}`);
  }
  const unpacked = await findUnpackedRedis(cacheDir);
  if (unpacked !== undefined) return { program: unpacked, rung: 'Debian package' };
  if (!(await isDebianFamily(path))) throw new Error(NO_REDIS);
  say("no Redis on this machine: fetching Debian's into the cache folder (a few seconds, no root)");
  return { program: await unpackDebianRedis(cacheDir), rung: 'Debian package' };
}

async function startServer(
  { command, env, version }: RedisProgram,
  rung: RedisRung,
  { dataDir, restarts = RESTART_POLICY, onLine, onGaveUp, say }: RedisLadderOptions,
): Promise<RunningRedis> {
  const folder = join(dataDir, 'redis');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const port = await findFreePort();
  const url = `redis://127.0.0.1:${port}`;
  let death: string | undefined;
  const server = superviseProcess(
    {
      name: 'redis',
      command,
      args: toServerArguments(port, folder),
      cwd: folder,
      env: { ...process.env, ...env },
      graceMs: STOP_GRACE_MS,
    },
    {
      restarts,
      onLine: onLine ?? (() => {}),
      onRestart: (reason, delayMs) => say(`redis died (${reason}); starting it again in ${delayMs} ms`),
      onGaveUp: (reason) => {
        death = reason;
        onGaveUp?.(reason);
      },
    },
  );
  const running = {
    url,
    rung,
    description: `${rung} (${version}, own server at ${url})`,
    stop: server.stop,
    kill: server.kill,
  };
  try {
    await waitForServer(url, () => death);
    return running;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Durable to a second (`everysec`), never drops a key, and reachable from this machine only. */
function toServerArguments(port: number, folder: string): string[] {
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    maxmemory: '512mb',
    dir: folder,
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
    'maxmemory-policy': 'noeviction',
    databases: '64',
    daemonize: 'no',
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}

async function waitForServer(url: string, death: () => string | undefined): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  for (;;) {
    const reason = death();
    if (reason !== undefined) throw new Error(`our own Redis server did not start: ${reason}`);
    try {
      await probeRedis(url, PROBE_LIMIT_MS);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, START_POLL_MS));
    }
  }
}
