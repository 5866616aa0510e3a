import { globSync, readFileSync } from 'node:fs';
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

/** What an image takes from the sources. */
const copied = (dockerfile: string) =>
  [...read(dockerfile).matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = '']) =>
    sources.split(' '),
  );

it.each(['deploy/Dockerfile', 'deploy/web.Dockerfile'])(
  '%s takes no code that is for tests',
  (dockerfile) => {
    const sources = copied(dockerfile);
    expect(sources).toContain('packages/shared/src');
    expect(forTests.length).toBeGreaterThan(4);
    const taken = forTests.filter((path) => sources.some((source) => `${path}/`.startsWith(`${source}/`)));
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
    ]),
  );
});
