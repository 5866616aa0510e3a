/**
 * `npm run test:faults`: makes parts die, hang or lose messages, and checks what becomes of the sessions. Ends with
 * one table of all measurements.
 *
 *   npm run test:faults                              the whole matrix
 *   npm run test:faults -- --part                    the part that fits a continuous integration run
 *   npm run test:faults -- --side-by-side 2          two files at a time: as much, in half of the time
 *   npm run test:faults -- --random 300 [--seed N]   random fault sequences alone; a seed repeats them
 */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
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

/** How one run of the test runner ended, and what it printed where it was not shown at once. */
interface Outcome {
  code: number;
  output: string;
}

function runTests(files: readonly string[], env: NodeJS.ProcessEnv, isShown: boolean): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(bin, 'vitest'), ['run', '--project', 'faults', ...files], {
      cwd: root,
      stdio: isShown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PATH: [bin, process.env.PATH].join(delimiter),
        FAULTS_JOINT_TABLE: '1',
        ...env,
      },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** The two that take longest come first, so that neither is left running alone at the end. */
const longest = ['lost-replies', 'lost-messages'];
function toRank(file: string): number {
  const rank = longest.findIndex((name) => file.includes(name));
  return rank < 0 ? longest.length : rank;
}

/** Runs the files, so many at a time, each with a Redis of its own. */
async function runSideBySide(atOnce: number, env: NodeJS.ProcessEnv): Promise<number> {
  const files = globSync('tests/faults/*.test.ts', { cwd: root }).toSorted(
    (one, other) => toRank(one) - toRank(other),
  );
  const codes: number[] = [];
  async function work(): Promise<void> {
    for (let file = files.shift(); file !== undefined; file = files.shift()) {
      const { code, output } = await runTests([file], env, false);
      process.stdout.write(output);
      codes.push(code);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  return Math.max(...codes);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      part: { type: 'boolean' },
      random: { type: 'string' },
      seed: { type: 'string' },
      'side-by-side': { type: 'string' },
    },
  });
  const { part, random, seed, 'side-by-side': atOnce } = values;
  await rm(results, { force: true });
  const env = {
    ...(part ? { FAULTS_CI: '1' } : {}),
    ...(random === undefined ? {} : { FAULTS_RANDOM: toCount('random', random) }),
    ...(seed === undefined ? {} : { FAULTS_SEED: toCount('seed', seed) }),
  };
  if (random !== undefined)
    process.exitCode = (await runTests(['tests/faults/random.test.ts'], env, true)).code;
  else if (atOnce === undefined) process.exitCode = (await runTests([], env, true)).code;
  else process.exitCode = await runSideBySide(Number(toCount('side-by-side', atOnce)), env);
  await printTable();
}

await main();
