import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { z } from 'zod';
import { arbitraryOf, spoilt } from './testing/arbitrary-of.ts';

interface Read {
  success: boolean;
  data?: unknown;
  error?: { issues: readonly { path: readonly PropertyKey[] }[] } | undefined;
}
type Schema = { safeParse: (value: unknown) => Read };

const folder = join(import.meta.dirname, '../../../../packages/shared/src/contract');
const files = globSync('*.ts', { cwd: folder }).filter((file) => !file.includes('.test.'));

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && 'safeParse' in value;

/** Every schema that the contract exports, by its file and name. */
async function readSchemas(): Promise<Map<string, Schema>> {
  const found = new Map<string, Schema>();
  for (const file of files) {
    const module: Record<string, unknown> = await import(join(folder, file));
    for (const [name, value] of Object.entries(module))
      if (isSchema(value)) found.set(`${basename(file, '.ts')} ${name}`, value);
  }
  return found;
}

const ofZod = await readSchemas();
vi.resetModules();
vi.doMock('zod', () => import('./z.ts'));
const ours = await readSchemas();
vi.doUnmock('zod');

const firstSteps = ({ error }: Read) => new Set(error?.issues.map(({ path }) => path[0]));

function expectSame(name: string, value: unknown): void {
  const [expected, read] = [ofZod.get(name)?.safeParse(value), ours.get(name)?.safeParse(value)];
  expect({ success: read?.success, data: read?.data }).toStrictEqual({
    success: expected?.success,
    data: expected?.data,
  });
  // Where the form shows it (form-problems.ts): the one page that asks which part is wrong.
  if (name === 'job-configuration jobConfigurationSchema' && expected && read)
    expect(firstSteps(read)).toEqual(firstSteps(expected));
}

describe('a schema of the contract, read by the schemas of the pages', () => {
  it('is each of more than a hundred', () => {
    expect(ofZod.size).toBeGreaterThan(100);
    expect([...ours.keys()]).toEqual([...ofZod.keys()]);
    expect([...ofZod.values()].some((schema) => 'facts' in schema)).toBe(false);
    expect([...ours.values()].every((schema) => 'facts' in schema)).toBe(true);
  });
  it.each([...ofZod.keys()])('%s reads what zod reads, and refuses what zod refuses', (name) => {
    const schema = ofZod.get(name) as unknown as z.ZodType;
    let taken = 0;
    const good = arbitraryOf(schema);
    fc.assert(
      fc.property(fc.oneof({ weight: 2, arbitrary: good }, spoilt(good), fc.jsonValue()), (value) => {
        if (ofZod.get(name)?.safeParse(value).success) taken += 1;
        expectSame(name, value);
      }),
      { numRuns: 150 },
    );
    // A test whose every value is refused would compare nothing.
    expect(taken).toBeGreaterThan(0);
  });
});
