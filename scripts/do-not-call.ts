/**
 * - `npm run do-not-call -- export FILE` writes a copy of the do-not-call list, which only its owner can read.
 * - `npm run do-not-call -- import FILE` adds a copy to the list. Twice does no harm.
 * - `npm run do-not-call -- vouch` says that NUMBER_HASH_KEY has every key of the list, where the list does not say so.
 *
 * `REDIS_URL` (`npm start` prints the address of its own), `NUMBER_HASH_KEY` (default: the one that `npm start` made
 * under `DATA_DIR`). `-` as FILE is the terminal's input or output: containers have no folder for it.
 */
import { createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { type KeyRing, parseKeyRing } from '@ringback/shared/runtime/key-ring';
import type { Redis } from 'ioredis';
import { readLocalSecrets } from './launcher/local-secrets.ts';
import { type Environment, readSettings, secretsFile, withoutEmpty } from './launcher/settings.ts';
import { exportList, importList, vouchForList } from './operator/do-not-call-copy.ts';
import { openRedis } from './redis/open-redis.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const LIMIT_MS = 15_000;
const USAGE = 'npm run do-not-call -- export FILE | import FILE | vouch';

/** Not to stdout, where a copy may go. */
function print(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function readRing(env: Environment): Promise<KeyRing> {
  const { settings } = readSettings(env, root);
  const text = env.NUMBER_HASH_KEY ?? (await readLocalSecrets(secretsFile(settings.dataDir))).NUMBER_HASH_KEY;
  if (text === undefined) {
    throw new Error('NUMBER_HASH_KEY is not set, and "npm start" has not made one here');
  }
  const ring = parseKeyRing(text);
  if (ring === null) throw new Error('NUMBER_HASH_KEY has a key of less than 16 characters');
  return ring;
}

/** A file gets its name only when it is complete. */
async function writeCopy(redis: Redis, file: string): Promise<void> {
  const lines = Readable.from(exportList(redis));
  if (file === '-') return await pipeline(lines, process.stdout, { end: false });
  const part = `${file}.part`;
  await rm(part, { force: true });
  await pipeline(lines, createWriteStream(part, { mode: 0o600, flags: 'wx' }));
  await rename(part, file);
  print(`written: ${file}`);
}

/** Opens the file when its first line is requested, because readline loses lines that come before. */
async function* readLines(file: string): AsyncGenerator<string> {
  if (file === '-') yield* createInterface({ input: process.stdin });
  else yield* (await open(file)).readLines();
}

async function readCopy(redis: Redis, ring: KeyRing, file: string): Promise<void> {
  const { added, unknownLines, mayDial } = await importList(redis, ring, readLines(file));
  print(`added: ${added}`);
  if (unknownLines > 0) print(`lines that were not understood: ${unknownLines}`);
  if (mayDial) return print('telephony and frontend-gateway dial again by themselves');
  print(
    'the keys in NUMBER_HASH_KEY do not match the entries that were already on the list: no number is dialled; see docs/operate.md',
  );
}

async function main(command: string | undefined, file: string | undefined): Promise<void> {
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  const env = withoutEmpty(process.env);
  const isKnown =
    command === 'vouch' || ((command === 'export' || command === 'import') && file !== undefined);
  if (!isKnown) throw new Error(USAGE);
  if (env.REDIS_URL === undefined) {
    throw new Error('REDIS_URL is not set; "npm start" prints the address of its own Redis');
  }
  const redis = await openRedis(env.REDIS_URL, LIMIT_MS);
  try {
    if (command === 'export') await writeCopy(redis, file ?? '');
    else if (command === 'import') await readCopy(redis, await readRing(env), file ?? '');
    else print(`vouched for: ${await vouchForList(redis, await readRing(env))} entries`);
  } finally {
    redis.disconnect();
  }
}

main(process.argv[2], process.argv[3]).catch((error: unknown) => {
  print(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
