import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseEnv } from 'node:util';
import type { RedisUser } from '@ringback/shared/redis/fleet/service-users';

const longSecret = () => randomBytes(32).toString('base64url');

/** The secrets that local mode makes for itself, each as a dotenv variable. */
const MAKERS = {
  COOKIE_SECRET: longSecret,
  OPERATOR_TOKEN: () => randomBytes(24).toString('base64url'),
  DATA_ENCRYPTION_KEY: longSecret,
  NUMBER_HASH_KEY: longSecret,
  LINK_SECRET: longSecret,
  STAND_IN_TWILIO_ACCOUNT_SID: () => `AC${randomBytes(16).toString('hex')}`,
  STAND_IN_TWILIO_AUTH_TOKEN: () => randomBytes(16).toString('hex'),
};
export type LocalSecrets = Readonly<Record<keyof typeof MAKERS, string>>;

const PASSWORD_MAKERS: Readonly<Record<RedisUser, () => string>> = {
  operator: longSecret,
  telephony: longSecret,
  'ai-bridge': longSecret,
  'frontend-gateway': longSecret,
};
/** Passwords of the Redis users of the composition. */
export type RedisPasswords = Readonly<Record<RedisUser, string>>;

/** Reads the secrets of an earlier start. None when the file is absent. */
export async function readLocalSecrets(file: string): Promise<Partial<LocalSecrets>> {
  return await readKept(file);
}

/** Makes the missing secrets and keeps them in a dotenv file that only its owner can read. */
export async function ensureLocalSecrets(file: string): Promise<LocalSecrets> {
  return await ensureKept(file, MAKERS);
}

/**
 * Made once and then kept, like the secrets. The composition makes them in live mode too, because they never leave it.
 */
export async function ensureRedisPasswords(file: string): Promise<RedisPasswords> {
  return await ensureKept(file, PASSWORD_MAKERS);
}

async function readKept<Name extends string>(file: string): Promise<Partial<Record<Name, string>>> {
  try {
    return parseEnv(await readFile(file, 'utf8')) as Partial<Record<Name, string>>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

async function ensureKept<Name extends string>(
  file: string,
  makers: Readonly<Record<Name, () => string>>,
): Promise<Record<Name, string>> {
  const kept = await readKept<Name>(file);
  const names = Object.keys(makers) as Name[];
  const secrets = Object.fromEntries(names.map((name) => [name, kept[name] || makers[name]()])) as Record<
    Name,
    string
  >;
  if (names.every((name) => kept[name] === secrets[name])) return secrets;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const text = names.map((name) => `${name}=${secrets[name]}\n`).join('');
  await writeFile(`${file}.tmp`, text, { mode: 0o600 });
  await rename(`${file}.tmp`, file);
  return secrets;
}
