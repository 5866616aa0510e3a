import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { requirementsOf } from './requirements.ts';

/** Postings in the shapes that people paste, and what each asks for. */
interface PostingFile {
  about: string;
  posting: string;
  points: string[];
}

const folder = new URL('../../testing/postings/', import.meta.url);
const postings = readdirSync(folder).map(
  (name): PostingFile => JSON.parse(readFileSync(new URL(name, folder), 'utf8')),
);

describe('what a posting asks for', () => {
  it('is shown for at least twenty shapes', () => expect(postings.length).toBeGreaterThanOrEqual(20));

  it.each(postings)('$about', ({ posting, points }) => {
    expect(requirementsOf(posting)).toEqual(points);
  });

  it.each(['●', '▪', '◦', '‣', '✓', '•', '*', '-', '–', '\uF0B7', '1.', '2)'])(
    'has its entries behind %s',
    (sign) => {
      const posting = `Requirements\n${sign} 3+ years of Go\n${sign} 24/7 support experience`;
      expect(requirementsOf(posting)).toEqual(['3+ years of Go', '24/7 support experience']);
    },
  );

  it('is whole, or ends with a complete thought', () => {
    const long = `Lead the team, ${'and keep every one of its many promises to customers, '.repeat(8)}always`;
    const [point = ''] = requirementsOf(`- ${long}`);
    expect(point.length).toBeLessThanOrEqual(200);
    expect(long.startsWith(point)).toBe(true);
    expect(point).toMatch(/customers$/);
  });

  it('is nothing for an empty posting, and survives what only looks like markup', () => {
    expect(requirementsOf('')).toEqual([]);
    expect(requirementsOf('- Latency < 10 ms and throughput > 1 GB/s')).toEqual([
      'Latency < 10 ms and throughput > 1 GB/s',
    ]);
    expect(requirementsOf('<ul><li>Knowledge of <em>rye')).toEqual(['Knowledge of rye']);
  });
});
