/**
 * `npm run test:faults`: what dies, hangs or loses messages, and what becomes of the sessions. Ends with one
 * table of everything that was measured.
 *
 *   npm run test:faults                              the whole matrix
 *   npm run test:faults -- --part                    the part that fits a continuous integration run
 *   npm run test:faults -- --random 300 [--seed N]   random fault sequences alone; a seed repeats them
 */
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type FaultResult, toFaultTable } from './testing/fault-table.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, '.cache/faults/results.jsonl');
const bin = join(root, 'node_modules/.bin');

function toCount(name: string, text: string): string {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number, not "${text}"`);
  return text;
}

async function printTable(): Promise<void> {
  const lines = (await readFile(results, 'utf8')).split('\n').filter((line) => line !== '');
  const rows = lines.map((line) => JSON.parse(line) as FaultResult);
  const sorted = rows.toSorted((one, other) =>
    one.row === other.row
      ? one.moment.localeCompare(other.moment)
      : one.row.localeCompare(other.row, 'en', { numeric: true }),
  );
  const failed = rows.filter(({ failure }) => failure !== null).length;
  process.stdout.write(`\n${toFaultTable(sorted)}\n\n${rows.length} faults tried, ${failed} failed\n`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { part: { type: 'boolean' }, random: { type: 'string' }, seed: { type: 'string' } },
  });
  const { part, random, seed } = values;
  const only = random === undefined ? [] : ['tests/faults/random.test.ts'];
  await rm(results, { force: true });
  const child = spawn(join(bin, 'vitest'), ['run', '--project', 'faults', ...only], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: [bin, process.env.PATH].join(delimiter),
      FAULTS_JOINT_TABLE: '1',
      ...(part ? { FAULTS_CI: '1' } : {}),
      ...(random === undefined ? {} : { FAULTS_RANDOM: toCount('random', random) }),
      ...(seed === undefined ? {} : { FAULTS_SEED: toCount('seed', seed) }),
    },
  });
  child.once('error', (error) => {
    process.stderr.write(`vitest could not be started: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.once('close', (code) => {
    process.exitCode = code ?? 1;
    printTable().catch((error) => {
      process.stderr.write(`nothing was measured: ${error instanceof Error ? error.message : error}\n`);
      process.exitCode = 1;
    });
  });
}

await main();
