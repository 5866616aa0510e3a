import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openServiceLog, toJsonLine } from './service-log.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringback-logs-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('keeps lines, passes them on as JSON, and moves the last start’s file aside', async () => {
  await writeFile(join(folder, 'web.log'), 'earlier\n');
  const passed: string[] = [];
  const log = openServiceLog(folder, 'web', { passOn: (line) => passed.push(line), say: () => {} });
  log.add('{"level":30,"msg":"ready"}');
  log.add('Ready in 300ms');
  log.close();
  log.close();
  expect(passed.map((line) => JSON.parse(line))).toMatchObject([
    { msg: 'ready' },
    { level: 'info', service: 'web', msg: 'Ready in 300ms' },
  ]);
  expect(await readFile(join(folder, 'web.log'), 'utf8')).toBe(`${passed.join('\n')}\n`);
  expect(await readFile(join(folder, 'web.log.1'), 'utf8')).toBe('earlier\n');
});

it('starts a new file when one is full', async () => {
  const log = openServiceLog(folder, 'web', { passOn: () => {}, say: () => {} });
  for (let written = 0; written < 11 * 1024 * 1024; written += 20_000) log.add('x'.repeat(20_000));
  log.close();
  const [now, before] = await Promise.all(
    ['web.log', 'web.log.1'].map((name) => readFile(join(folder, name))),
  );
  expect(now?.length).toBeLessThan(2 * 1024 * 1024);
  expect(before?.length).toBeLessThan(11 * 1024 * 1024);
});

it('leaves JSON lines as they are', () => {
  expect(toJsonLine('web', '{"a":1}')).toBe('{"a":1}');
});
