import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const isMade = (path: string) => /(?:^|\/)(?:node_modules|dist|\.cache|\.ringback|corpus)(?:\/|$)/.test(path);
const find = (patterns: string[]) =>
  globSync(patterns, { cwd: root, exclude: isMade }).filter((path) => !isMade(path));

const documents = find(['*.md', 'docs/**/*.md']);
const code = find([
  '{packages,services,tests,scripts,deploy}/**/*.{ts,tsx,js,mjs,lua,css,json,yml}',
  '{deploy,.ci}/*',
  '*.{ts,yml,json}',
  '.env.example',
]).filter((path) => !path.endsWith('.md'));

/** Our documents as code and pages name them, `docs/operate.md` or `operate.md`; addresses of others are left out. */
function namedIn(text: string): string[] {
  const ours = text.replaceAll(/\b[a-z]+:\/\/\S+/g, '');
  return [...ours.matchAll(/(?<![\w./-])(?:docs\/[\w./-]*\w|(?:[\w-]+\/)*[\w-]+\.md)\b/g)].map(
    ([path]) => path,
  );
}

/** A document may be named by the end of its path. */
const isThere = (path: string) =>
  existsSync(join(root, path)) || documents.some((known) => known.endsWith(`/${path}`));

describe('a document that is named', () => {
  it.each([
    ['code', code],
    ['documents', documents],
  ])('in %s is in this repository', (_, paths) => {
    expect(paths.length).toBeGreaterThan(10);
    const missing = paths.flatMap((path) =>
      namedIn(read(path))
        .filter((named) => !isThere(named))
        .map((named) => `${path}: ${named}`),
    );
    expect(missing).toEqual([]);
  });

  it('by a link is there, from where the link stands', () => {
    const broken = documents.flatMap((path) =>
      [...read(path).matchAll(/\]\((?!\w+:|#)([^)#]+)(?:#[^)]*)?\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !existsSync(join(root, dirname(path), target)))
        .map((target) => `${path}: ${target}`),
    );
    expect(broken).toEqual([]);
  });
});

it('a file of code that a document names, by its path or by the end of it, is there', () => {
  const missing = documents.flatMap((path) =>
    [...read(path).matchAll(/`([\w./-]+\.(?:ts|tsx|mjs|lua))`/g)]
      .filter(([, named = '']) => !code.some((known) => `/${known}`.endsWith(`/${named}`)))
      .map(([, named]) => `${path}: ${named}`),
  );
  expect(missing).toEqual([]);
});

it.each(documents.filter((path) => path.startsWith('docs/')))(
  '%s opens with the question that it answers',
  (path) => {
    const [title = '', opening = ''] = read(path).split('\n\n');
    expect(`${title}\n${opening}`).toMatch(/^# .*\?/s);
  },
);

it('docs/README.md leads to every page of docs', () => {
  const index = read('docs/README.md');
  const pages = find(['docs/*', 'docs/decisions/README.md']).filter((path) => /\.(?:md|json)$/.test(path));
  const unlisted = pages
    .map((path) => path.slice('docs/'.length))
    .filter((path) => path !== 'README.md' && !index.includes(`](${path}`));
  expect(unlisted).toEqual([]);
});

it('docs/decisions/README.md leads to every decision', () => {
  const index = read('docs/decisions/README.md');
  const decisions = find(['docs/decisions/*.md']).map((path) => path.slice('docs/decisions/'.length));
  expect(decisions.filter((path) => path !== 'README.md' && !index.includes(`](${path})`))).toEqual([]);
});
