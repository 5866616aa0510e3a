import { globSync, readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Where code for tests stands, but for `*.test.ts` beside their subjects. */
const forTests = [
  'tests',
  'packages/session-model/src',
  ...globSync('{packages,services}/*/testing', { cwd: root }),
];

/** It stands among scripts that an image needs, and is not sent to the builder. */
const scriptsForTests = [
  'scripts/testing',
  'scripts/test.ts',
  'scripts/faults.ts',
  'scripts/judge-noted-tests.ts',
];

/** What an image takes from the sources. */
const copied = (dockerfile: string) =>
  [...read(dockerfile).matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = '']) =>
    sources.split(' '),
  );

/** Whether the builder is not sent it at all. */
const isLeftOut = (path: string) =>
  read('.dockerignore')
    .split('\n')
    .some((pattern) => pattern !== '' && matchesGlob(path, pattern));

it.each(['deploy/Dockerfile', 'deploy/web.Dockerfile'])(
  '%s takes no code that is for tests',
  (dockerfile) => {
    const sources = copied(dockerfile);
    expect(sources).toContain('packages/shared/src');
    expect(forTests.length).toBeGreaterThan(4);
    const taken = forTests.filter(
      (path) => !isLeftOut(path) && sources.some((source) => `${path}/`.startsWith(`${source}/`)),
    );
    expect(taken).toEqual([]);
  },
);

it('what is sent to the builder has no code that is for tests', () => {
  const ignored = read('.dockerignore').split('\n');
  expect(ignored).toEqual(
    expect.arrayContaining([
      '**/*.test.ts',
      'tests',
      'packages/*/testing',
      'services/*/testing',
      'packages/session-model/src',
      ...scriptsForTests,
    ]),
  );
});

it('no script that an image takes imports one that is for tests', () => {
  const taken = globSync('scripts/**/*.{ts,mjs}', { cwd: root }).filter(
    (path) => !path.includes('.test.') && !scriptsForTests.some((left) => `${path}/`.startsWith(`${left}/`)),
  );
  expect(taken.length).toBeGreaterThan(40);
  const importing = taken.filter((path) => /from '[^']*\/testing\//.test(read(path)));
  expect(importing).toEqual([]);
});
