import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '../../../scripts/launcher/ports.ts';
import { probeRedis } from '../../../scripts/redis/probe-redis.ts';
import { findRedisOnPath, type RedisProgram } from '../../../scripts/redis/redis-program.ts';
import { findUnpackedRedis, unpackDebianRedis } from '../../../scripts/redis/unpack-debian-redis.ts';
import { eventually } from '../eventually.ts';
import { createOwnProcess } from './own-process.ts';

/** A Redis server of our own, as the product runs it (append-only file, `everysec`), that may die. */
export interface RedisProcess {
  readonly url: string;
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Starts it again with the data it had. Resolves when it answers. */
  start(): Promise<void>;
  /** Kills it and starts it without any of its data. Resolves when it answers. */
  lose(): Promise<void>;
  /** Ends it and removes its data. */
  close(): Promise<void>;
}

async function findProgram(): Promise<RedisProgram> {
  const cacheDir = fileURLToPath(new URL('../../../.cache', import.meta.url));
  return (
    (await findRedisOnPath(process.env.PATH)) ??
    (await findUnpackedRedis(cacheDir)) ??
    (await unpackDebianRedis(cacheDir))
  );
}

/** Starts it with an empty folder for its data, made in `within`. */
export async function startRedisProcess(within = tmpdir()): Promise<RedisProcess> {
  const { command, env } = await findProgram();
  const folder = await mkdtemp(join(within, 'ringback-faults-redis-'));
  const port = await findFreePort();
  const url = `redis://127.0.0.1:${port}`;
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    appendonly: 'yes',
    appendfsync: 'everysec',
    'maxmemory-policy': 'noeviction',
  };
  const server = createOwnProcess(
    {
      name: 'redis',
      command,
      args: [
        '--save',
        '',
        ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
      ],
      cwd: folder,
      env: { ...process.env, ...env },
      graceMs: 5_000,
    },
    () => {},
  );
  const start = async () => {
    server.start();
    await eventually(async () => (await probeRedis(url, 1_000)) !== null, 10_000);
  };
  await start();
  return {
    url,
    start,
    kill: server.kill,
    freeze: server.freeze,
    thaw: server.thaw,
    async lose() {
      await server.kill();
      await rm(join(folder, 'appendonlydir'), { recursive: true });
      await start();
    },
    async close() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
