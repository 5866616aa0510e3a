import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

interface PackageFile {
  workspaces?: string[];
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

it('docs/dependencies.md names every dependency, and no other', () => {
  const top = JSON.parse(read('package.json')) as PackageFile;
  const files = [
    top,
    ...(top.workspaces ?? []).map((path) => JSON.parse(read(`${path}/package.json`)) as PackageFile),
  ];
  const used = new Set(
    files.flatMap((file) => Object.keys({ ...file.dependencies, ...file.devDependencies })),
  );
  const table = read('docs/dependencies.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|')[1] ?? '');
  const named = table.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
  expect(named.toSorted()).toEqual([...used].filter((name) => !name.startsWith('@ringback/')).toSorted());
});

it('the lock file names no address and no path of a machine', () => {
  const lock = read('package-lock.json');
  expect(lock).not.toMatch(/"resolved": "https?:/);
  expect(lock).not.toMatch(/file:\/|"\/(home|root|work|tmp|Users)\//);
});

it('every document and picture that the README points to is there', () => {
  const links = [...read('README.md').matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, path = '']) => path);
  const missing = links.filter((path) => !existsSync(new URL(path, root)));
  expect(missing).toEqual([]);
});
