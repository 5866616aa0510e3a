import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensureLocalSecrets, readLocalSecrets } from './local-secrets.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringback-secrets-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('makes secrets once, readable only by the owner', async () => {
  const file = join(folder, 'data', 'secrets.env');
  expect(await readLocalSecrets(file)).toEqual({});
  const first = await ensureLocalSecrets(file);
  expect(await ensureLocalSecrets(file)).toEqual(first);
  expect(await readLocalSecrets(file)).toEqual(first);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(new Set(Object.values(first)).size).toBe(Object.keys(first).length);
});

it('keeps existing secrets and adds missing ones', async () => {
  const file = join(folder, 'secrets.env');
  await writeFile(file, 'COOKIE_SECRET=kept\n');
  const secrets = await ensureLocalSecrets(file);
  expect(secrets.COOKIE_SECRET).toBe('kept');
  expect(secrets.OPERATOR_TOKEN).toMatch(/^\S{32}$/);
});
