import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockDataFolder } from './data-lock.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringback-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('keeps a second launcher out, and names the first', async () => {
  await writeFile(join(folder, 'launcher.pid'), String(process.ppid));
  expect(() => lockDataFolder(folder)).toThrow(`(process ${process.ppid})`);
});

it('takes over what a dead launcher left behind, and releases it', async () => {
  // Larger than any pid that Linux or macOS assigns.
  await writeFile(join(folder, 'launcher.pid'), '99999999');
  const lock = lockDataFolder(folder);
  lock.release();
  lock.release();
  expect(existsSync(join(folder, 'launcher.pid'))).toBe(false);
});
