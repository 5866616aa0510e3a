import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseEnv } from 'node:util';

/** The secrets that local mode makes for itself, each as a dotenv variable. */
const MAKERS = {
  COOKIE_SECRET: () => randomBytes(32).toString('base64url'),
  OPERATOR_TOKEN: () => randomBytes(24).toString('base64url'),
  DATA_ENCRYPTION_KEY: () => randomBytes(32).toString('base64url'),
  NUMBER_HASH_KEY: () => randomBytes(32).toString('base64url'),
  LINK_SECRET: () => randomBytes(32).toString('base64url'),
  STAND_IN_TWILIO_ACCOUNT_SID: () => `AC${randomBytes(16).toString('hex')}`,
  STAND_IN_TWILIO_AUTH_TOKEN: () => randomBytes(16).toString('hex'),
};
export type LocalSecrets = Readonly<Record<keyof typeof MAKERS, string>>;

/** Reads the secrets of an earlier start; an absent file has none. */
export async function readLocalSecrets(file: string): Promise<Partial<LocalSecrets>> {
  try {
    return parseEnv(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/** Makes the secrets that are not there yet and keeps them in a dotenv file that only its owner can read. */
export async function ensureLocalSecrets(file: string): Promise<LocalSecrets> {
  const kept = await readLocalSecrets(file);
  const names = Object.keys(MAKERS) as (keyof LocalSecrets)[];
  const secrets = Object.fromEntries(
    names.map((name) => [name, kept[name] || MAKERS[name]()]),
  ) as LocalSecrets;
  if (names.every((name) => kept[name] === secrets[name])) return secrets;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const text = names.map((name) => `${name}=${secrets[name]}\n`).join('');
  await writeFile(`${file}.tmp`, text, { mode: 0o600 });
  await rename(`${file}.tmp`, file);
  return secrets;
}
