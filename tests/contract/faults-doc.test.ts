import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface DocumentedRow {
  number: number;
  files: string[];
  isShown: boolean;
}

/** The rows between the markers of a table in docs/faults.md. */
function rowsOf(table: 'faults' | 'inputs'): DocumentedRow[] {
  const [, text = ''] =
    new RegExp(`<!-- rows: ${table} -->([\\s\\S]*?)<!-- end -->`).exec(read('docs/faults.md')) ?? [];
  return text
    .split('\n')
    .filter((line) => /^\| \d/.test(line))
    .map((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      const shownBy = cells.at(-2) ?? '';
      return {
        number: Number.parseInt(cells[1] ?? '', 10),
        files: [...shownBy.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path),
        isShown: !shownBy.startsWith('not shown: '),
      };
    });
}

describe('docs/faults.md', () => {
  it.each(['faults', 'inputs'] as const)('numbers the %s from 1 without a gap', (table) => {
    const numbers = rowsOf(table).map(({ number }) => number);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers.length).toBeGreaterThan(19);
  });

  it.each(['faults', 'inputs'] as const)(
    'names for each of the %s a test that exists, or says why there is none',
    (table) => {
      const broken = rowsOf(table).filter(
        ({ files, isShown }) =>
          isShown && (files.length === 0 || !files.every((path) => existsSync(join(root, path)))),
      );
      expect(broken).toEqual([]);
    },
  );

  it('has every row that a test of faults names, with that test', () => {
    const rows = new Map(rowsOf('faults').map(({ number, files }) => [number, files]));
    const missing = globSync('tests/faults/*.test.ts', { cwd: root }).flatMap((path) =>
      [...new Set([...read(path).matchAll(/row: '(\d+)'/g)].map(([, row]) => Number(row)))]
        .filter((row) => rows.get(row)?.includes(path) !== true)
        .map((row) => `row ${row} in ${path}`),
    );
    expect(missing).toEqual([]);
  });
});
