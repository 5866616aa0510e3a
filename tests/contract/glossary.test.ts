import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rows = readFileSync(`${root}/docs/glossary.md`, 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, word = '', meaning = '', file = ''] = line.split('|').map((cell) => cell.trim());
    return line.startsWith('| ') && word !== 'word'
      ? [{ word, meaning, file: file.replaceAll('`', '') }]
      : [];
  });

describe('docs/glossary.md', () => {
  it('gives each word one meaning', () => {
    const words = rows.map(({ word }) => word.toLowerCase());
    expect(words.length).toBeGreaterThan(100);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    expect(rows.filter(({ meaning }) => meaning === '')).toEqual([]);
  });

  it('names for each word a file that exists', () => {
    const files = new Set(
      globSync('{packages,services,tests}/**/*.{ts,tsx,lua}', { cwd: root })
        .filter((path) => !path.includes('node_modules') && !path.endsWith('.test.ts'))
        .map((path) => path.slice(path.lastIndexOf('/') + 1)),
    );
    expect(rows.filter(({ file }) => !files.has(file))).toEqual([]);
  });
});
