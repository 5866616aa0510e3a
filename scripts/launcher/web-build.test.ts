import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hashWebSources } from './web-build.ts';

let root: string;

const write = async (path: string, text: string) => {
  await mkdir(join(root, path, '..'), { recursive: true });
  await writeFile(join(root, path), text);
};

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'ringback-web-'));
  await write('services/web/app/page.tsx', 'page');
  await write('packages/shared/src/contract/ids.ts', 'ids');
  await write('package-lock.json', '{}');
});
afterEach(() => rm(root, { recursive: true, force: true }));

it('notices a change in any source: content, name, contract, lockfile', async () => {
  const hashes = [await hashWebSources(root)];
  const changes = [
    ['services/web/app/page.tsx', 'other page'],
    ['services/web/lib/new.ts', ''],
    ['packages/shared/src/contract/ids.ts', 'other ids'],
    ['package-lock.json', '{"a":1}'],
  ] as const;
  for (const [path, text] of changes) {
    await write(path, text);
    hashes.push(await hashWebSources(root));
  }
  expect(new Set(hashes).size).toBe(changes.length + 1);
});

it('ignores build output, tests and other packages', async () => {
  const before = await hashWebSources(root);
  await write('services/web/dist/browser/a.js', 'x');
  await write('services/web/node_modules/a/index.js', 'x');
  await write('services/web/lib/a.test.ts', 'x');
  await write('packages/shared/src/redis/keys.ts', 'x');
  expect(await hashWebSources(root)).toBe(before);
});
