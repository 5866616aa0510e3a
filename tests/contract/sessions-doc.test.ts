import { readFileSync, writeFileSync } from 'node:fs';
import { endReasons } from '@ringback/shared/contract/lifecycle';
import { describe, expect, it } from 'vitest';
import { generatedBlocks, namedTests, namesOfBlocks, withGeneratedBlocks } from '../support/sessions-doc.ts';

const root = new URL('../../', import.meta.url);
const path = new URL('docs/sessions.md', root);
const document = readFileSync(path, 'utf8');

describe('docs/sessions.md', () => {
  it('shows the lifecycle as it is; UPDATE_DOCS=1 writes it again', () => {
    const expected = withGeneratedBlocks(document);
    if (process.env.UPDATE_DOCS === '1') writeFileSync(path, expected);
    else expect(document).toBe(expected);
    expect(namesOfBlocks(document).toSorted()).toEqual(Object.keys(generatedBlocks).toSorted());
  });

  it('names tests that exist', () => {
    const tests = namedTests(document);
    expect(tests.length).toBeGreaterThan(10);
    const missing = tests.filter(
      (test) => !readFileSync(new URL(test.path, root), 'utf8').includes(test.title),
    );
    expect(missing).toEqual([]);
  });

  it('proves every line that must stay true', () => {
    const [, promises = ''] = /\n## What must stay true\n([\s\S]*?)\n## /.exec(document) ?? [];
    const lines = promises.split(/\n(?=- )/).filter((line) => line.startsWith('- '));
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.filter((line) => namedTests(line).length === 0)).toEqual([]);
  });

  it('explains every end reason, once', () => {
    const explained = [...document.matchAll(/^\| `(\w+)` \| [^|]+ \|$/gm)].map(([, reason]) => reason);
    expect(explained.toSorted()).toEqual(endReasons.toSorted());
  });
});
