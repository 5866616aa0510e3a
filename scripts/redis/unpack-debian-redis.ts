import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findOnPath } from '../process/find-on-path.ts';
import { runProgram } from '../process/run-program.ts';
import { identifyRedisProgram, type RedisProgram } from './redis-program.ts';

/** The server, and those of its libraries that a plain Debian lacks (tried on Debian 12, slim images included). */
const PACKAGES = ['redis-server', 'redis-tools', 'libjemalloc2', 'liblzf1'];
const APT_LIMIT_MS = 120_000;

/** True on a machine where packages can be fetched with apt and unpacked with dpkg-deb. */
export async function isDebianFamily(path?: string): Promise<boolean> {
  const tools = await Promise.all([findOnPath(['apt-get'], path), findOnPath(['dpkg-deb'], path)]);
  return tools.every((tool) => tool !== undefined);
}

/** The server that an earlier call left in the cache folder, or undefined. */
export async function findUnpackedRedis(cacheDir: string): Promise<RedisProgram | undefined> {
  const root = join(cacheDir, `redis-${process.arch}`);
  const libraries = join(root, 'usr/lib');
  const folders = await readdir(libraries).catch(() => undefined);
  if (folders === undefined) return undefined;
  const searched = folders.map((folder) => join(libraries, folder)).join(':');
  return await identifyRedisProgram(join(root, 'usr/bin/redis-server'), { LD_LIBRARY_PATH: searched });
}

/**
 * Downloads Debian's Redis with package lists of our own and unpacks it into the cache folder. Changes
 * nothing on the machine and needs no root. Takes about four seconds.
 *
 * @throws ProgramFailed with apt's own words
 */
export async function unpackDebianRedis(cacheDir: string): Promise<RedisProgram> {
  const work = join(cacheDir, `redis-${process.pid}.tmp`);
  const [lists, cache, debs, root] = ['lists', 'cache', 'debs', 'root'].map((name) => join(work, name)) as [
    string,
    string,
    string,
    string,
  ];
  const apt = (args: string[]) => {
    const own = [
      '-qq',
      '-o',
      `Dir::State::lists=${lists}`,
      '-o',
      `Dir::Cache=${cache}`,
      '-o',
      'Debug::NoLocking=1',
    ];
    // As root, apt would hand the download to the user _apt, who may not write here.
    const asUs = ['-o', `APT::Sandbox::User=${process.getuid?.() === 0 ? 'root' : ''}`];
    return runProgram('apt-get', [...own, ...asUs, ...args], { cwd: debs, timeoutMs: APT_LIMIT_MS });
  };
  try {
    for (const folder of [join(lists, 'partial'), join(cache, 'archives/partial'), debs, root]) {
      await mkdir(folder, { recursive: true });
    }
    await apt(['update']);
    await apt(['download', ...PACKAGES]);
    for (const file of await readdir(debs)) {
      await runProgram('dpkg-deb', ['-x', join(debs, file), root], { timeoutMs: APT_LIMIT_MS });
    }
    await rm(join(cacheDir, `redis-${process.arch}`), { recursive: true, force: true });
    await rename(root, join(cacheDir, `redis-${process.arch}`));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  const program = await findUnpackedRedis(cacheDir);
  if (program === undefined) throw new Error("Debian's packages held no Redis server");
  return program;
}
