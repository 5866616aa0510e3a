/**
 * `npm test`: every check and every level of tests, with one closing line `N passed, N failed`. The longest levels run
 * side by side. `node scripts/test.ts LEVEL…` runs only those levels.
 */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { delimiter, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureWebBuild } from './launcher/web-build.ts';
import { ensureChromium } from './process/find-chromium.ts';
import { ensureFirefox, ensurePulseAudio } from './process/find-firefox.ts';
import {
  describeNotedTests,
  failedBesideFiles,
  hasTooManySecondTries,
  noteOfStories,
  noteTests,
  readNotedTests,
} from './testing/noted-tests.ts';
import {
  addTallies,
  countReport,
  describeTally,
  failedFiles,
  NOTHING,
  type Tally,
  type TestReport,
  withSecondRun,
} from './testing/sum-results.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const resultFolder = join(root, '.cache/test-results');
/** A run of several steps names one file for all of them and judges it at its end. */
const jointNotedTestsFile = process.env.NOTED_TESTS_FILE;
const notedTestsFile = jointNotedTestsFile ?? join(resultFolder, 'noted-tests.txt');
const bin = (name: string) => join(root, 'node_modules/.bin', name);
type Print = (text: string) => void;
const printNow: Print = (text) => process.stdout.write(text);
const say = (line: string, print = printNow) => print(`\n=== ${line}\n`);

/** Each counts as one test. */
const CHECKS: readonly (readonly [name: string, program: string, ...args: string[]])[] = [
  ['format and lint', 'biome', 'check', '.'],
  ['types', 'tsc', '-b'],
  ['types of the pages', 'tsc', '--noEmit', '-p', 'services/web'],
  ['nothing unused', 'knip'],
];
const FIRST_LEVELS = ['unit', 'contract'];
/** A level, or a share of its files, such as `1/2`. */
type Part = readonly [level: string, share?: string];
/** Run beside each other, because the tests of these levels mostly wait. The output of a part comes at its end. */
const LANES: readonly (readonly Part[])[] = [
  [['system', '1/2']],
  [['pages']],
  [['integration'], ['session-cleanup'], ['system', '2/2']],
];
/** Hears and speaks in real time, which needs both cores. */
const LAST_LEVELS = ['browser'];
/** Real browsers are looked for before they begin. */
const inBrowsers = ['pages', ...LAST_LEVELS];
const CHECK_LIMIT_MS = 5 * 60_000;
const LEVEL_LIMIT_MS = 40 * 60_000;
/** How long a program's output may come after its end. */
const PIPES_LIMIT_MS = 5_000;

/** Runs a program whose output is printed. True when it ended with code 0 in time. */
function runVisibly(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
  print?: Print,
): Promise<boolean> {
  const env = { ...process.env, ...options.env };
  // The tools start themselves with `node` from the PATH, which outside npm may be an older one.
  env.PATH = [join(root, 'node_modules/.bin'), env.PATH].join(delimiter);
  const child = spawn(bin(program), args, {
    ...options,
    cwd: root,
    env,
    stdio: print === undefined ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => print?.(text));
  return new Promise((resolve) => {
    child.once('error', (error) => {
      say(`${program} could not be started: ${error.message}`);
      resolve(false);
    });
    // What it has left running may hold its pipes open for ever.
    child.once('exit', () => setTimeout(() => closePipes(child), PIPES_LIMIT_MS).unref());
    child.once('close', (code) => resolve(code === 0));
  });
}

/** What fails without a failed test is named at the end of the run as well. */
const noteFailure = (name: string, reason: string) =>
  noteTests(notedTestsFile, [{ outcome: 'failed', file: 'npm test', name, reason }]);

function closePipes({ stdout, stderr }: ChildProcess): void {
  stdout?.destroy();
  stderr?.destroy();
}

async function runChecks(): Promise<Tally> {
  let tally = NOTHING;
  for (const [name, program, ...args] of CHECKS) {
    say(name);
    const isOk = await runVisibly(program, args, { timeout: CHECK_LIMIT_MS });
    if (!isOk) noteFailure(name, `${program} did not end with code 0 within five minutes`);
    tally = addTallies(tally, { passed: isOk ? 1 : 0, failed: isOk ? 0 : 1, skipped: 0 });
  }
  return tally;
}

/** @param print takes the output. Without it, the output goes to this terminal as it comes. */
async function runLevel(part: Part, print?: Print): Promise<Tally> {
  const [level, share] = part;
  say(`${level} tests${share === undefined ? '' : `, ${share}`}`, print);
  if (level !== 'unit' && globSync(`tests/${level}/**/*.test.ts`, { cwd: root }).length === 0) {
    say(`there are no ${level} tests`, print);
    return NOTHING;
  }
  try {
    const isToldAgain = level === 'browser' && Boolean(process.env.CI);
    return countReport(
      isToldAgain ? await runStories(level) : await runFiles(part, [], notedTestsFile, print),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(`the ${level} tests did not finish: ${reason}`, print);
    noteFailure(`the ${level} tests`, `did not finish: ${reason}`);
    return { ...NOTHING, failed: 1 };
  }
}

/** Says before the first test what is missing. What is here is passed on, so that a test looks for nothing. */
const ensureBrowsers = async () => ({
  CHROMIUM_PATH: await ensureChromium(process.env, say),
  FIREFOX_PATH: await ensureFirefox(process.env, say),
  PULSEAUDIO_PATH: await ensurePulseAudio(process.env, say),
});

/** Runs the given files of a level (all, if none are given), and returns Vitest's report. */
async function runFiles(
  [level, share]: Part,
  files: readonly string[],
  notedIn: string,
  print?: Print,
): Promise<TestReport> {
  const env = inBrowsers.includes(level) ? await ensureBrowsers() : {};
  const suffix = share === undefined ? '' : `-${share.replace('/', '-of-')}`;
  const reportFile = join(resultFolder, `${level}${suffix}.json`);
  await rm(reportFile, { force: true });
  const shard = share === undefined ? [] : [`--shard=${share}`];
  const args = ['run', '--project', level, `--outputFile.json=${reportFile}`, ...shard, ...files];
  const options = { env: { ...env, NOTED_TESTS_FILE: notedIn }, timeout: LEVEL_LIMIT_MS };
  const isOk = await runVisibly('vitest', args, options, print);
  const report: TestReport = JSON.parse(await readFile(reportFile, 'utf8'));
  if (report.success && !isOk)
    noteFailure(`the ${level} tests`, 'every test passed, and the run itself failed');
  return { ...report, success: report.success && isOk };
}

/**
 * A file of such a level is one story, and none of its steps can be repeated alone. A failed file is run again from
 * the start.
 */
async function runStories(level: string): Promise<TestReport> {
  const firstNotes = join(resultFolder, `${level}-first-telling.txt`);
  await rm(firstNotes, { force: true });
  const first = await runFiles([level], [], firstNotes);
  const broken = failedFiles(first).map((file) => relative(root, file));
  if (broken.length === 0) {
    noteTests(notedTestsFile, readNotedTests(firstNotes));
    return first;
  }
  say(`told again from the start: ${broken.join(', ')}`);
  const second = await runFiles([level], broken, notedTestsFile);
  const failedAgain = failedFiles(second).map((file) => relative(root, file));
  const firstNoted = readNotedTests(firstNotes);
  const beside = failedBesideFiles(firstNoted);
  noteTests(notedTestsFile, [...noteOfStories(firstNoted, broken, failedAgain), ...beside]);
  const both = withSecondRun(first, second);
  return { ...both, success: both.success && beside.length === 0 };
}

/** Runs parts one after the other, and prints the output of each when it has ended. */
async function runLane(parts: readonly Part[]): Promise<Tally> {
  let tally = NOTHING;
  for (const part of parts) {
    let output = '';
    tally = addTallies(
      tally,
      await runLevel(part, (text) => {
        output += text;
      }),
    );
    printNow(output);
  }
  return tally;
}

/** Every level. What busies the cores comes first. */
async function runAllLevels(): Promise<Tally> {
  let tally = NOTHING;
  for (const level of FIRST_LEVELS) tally = addTallies(tally, await runLevel([level]));
  // Tests of both lanes start the product, which would build the pages at the same time.
  await ensureWebBuild({ root, node: process.execPath, say, onLine: (line) => printNow(`${line}\n`) });
  for (const lane of await Promise.all(LANES.map(runLane))) tally = addTallies(tally, lane);
  for (const level of LAST_LEVELS) tally = addTallies(tally, await runLevel([level]));
  return tally;
}

/** Prints the failed tests and the second tries. Too many of these count as one failure. */
function judgeNotedTests(): Tally {
  const noted = readNotedTests(notedTestsFile);
  const said = describeNotedTests(noted);
  if (said !== null) say(said);
  return { ...NOTHING, failed: hasTooManySecondTries(noted) ? 1 : 0 };
}

async function main(asked: readonly string[]): Promise<void> {
  if (!existsSync(bin('vitest'))) throw new Error('the packages are not installed: run "npm ci"');
  await mkdir(resultFolder, { recursive: true });
  if (jointNotedTestsFile === undefined) await rm(notedTestsFile, { force: true });
  let tally = asked.length === 0 ? await runChecks() : NOTHING;
  if (asked.length === 0) tally = addTallies(tally, await runAllLevels());
  for (const level of asked) tally = addTallies(tally, await runLevel([level]));
  if (jointNotedTestsFile === undefined) tally = addTallies(tally, judgeNotedTests());
  process.stdout.write(`\n${describeTally(tally)}\n`);
  process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;
}

await main(process.argv.slice(2));
