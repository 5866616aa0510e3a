import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reporter, SerializedError, TestCase, TestModule, TestSuite } from 'vitest/node';

/** A test that failed, or that passed only at its second try; or what failed outside of the tests. */
export interface NotedTest {
  readonly outcome: 'failed' | 'second_try';
  /** Its path inside the project. */
  readonly file: string;
  readonly name: string;
  /** The first line of its first error. */
  readonly reason: string;
}

/**
 * The most tests of one run that may pass only at their second try. Above it something is wrong with them or with us.
 */
const mostSecondTries = 3;

const LONGEST_REASON = 240;

/**
 * A reporter for Vitest that appends each such test to a file, one JSON object a line. What fails outside of the tests
 * (a file's loading, the set-up or end of its tests, an error that no test awaited) is appended as well: it fails the run too.
 */
export function createNotedTestReporter(file: string): Reporter {
  const note = (test: NotedTest) => noteTests(file, [test]);
  const noteFailures = (path: string, name: string, errors: readonly SerializedError[]) => {
    for (const error of errors) note({ outcome: 'failed', file: path, name, reason: firstLineOf(error) });
  };
  return {
    onTestCaseResult(testCase: TestCase) {
      const outcome = findOutcome(testCase);
      if (outcome === null) return;
      const reason = firstLineOf(testCase.result().errors?.[0]);
      note({ outcome, file: testCase.module.relativeModuleId, name: testCase.fullName, reason });
    },
    onTestSuiteResult(suite: TestSuite) {
      noteFailures(
        suite.module.relativeModuleId,
        `${suite.fullName} (before or after its tests)`,
        suite.errors(),
      );
    },
    onTestModuleEnd(module: TestModule) {
      noteFailures(module.relativeModuleId, 'the file itself', module.errors());
    },
    onTestRunEnd(_modules: readonly TestModule[], errors: readonly SerializedError[]) {
      noteFailures(theRun, 'an error outside of every test', errors);
    },
  };
}

/** Stands for the file where a whole run failed and no file of it did. */
const theRun = 'the run';

/** What failed in a run that no file of it is to blame for, so that no second try of a file can excuse it. */
export const failedBesideFiles = (noted: readonly NotedTest[]): NotedTest[] =>
  noted.filter(({ file, outcome }) => outcome === 'failed' && file === theRun);

const firstLineOf = (error: { readonly message?: string } | undefined): string =>
  ((error?.message ?? '').split('\n')[0] ?? '').slice(0, LONGEST_REASON);

export function noteTests(file: string, noted: readonly NotedTest[]): void {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, noted.map((test) => `${JSON.stringify(test)}\n`).join(''));
}

/**
 * Notes the stories that had to be run a second time from the start: the step that failed first counts as the second
 * try of its whole file. Files that failed again were noted by the second run.
 */
export function noteOfStories(
  first: readonly NotedTest[],
  broken: readonly string[],
  failedAgain: readonly string[],
): NotedTest[] {
  return broken
    .filter((file) => !failedAgain.includes(file))
    .map((file) => {
      const step = first.find((test) => test.file === file);
      return { ...(step ?? { file, ...outsideItsSteps }), outcome: 'second_try' };
    });
}

/** Vitest names no test for such a failure: the file could not be loaded, or the set-up or end of its story failed. */
const outsideItsSteps = { name: 'outside its steps', reason: 'see the first telling' };

function findOutcome(testCase: TestCase): NotedTest['outcome'] | null {
  const { state } = testCase.result();
  if (state === 'failed') return 'failed';
  const isRetried = (testCase.diagnostic()?.retryCount ?? 0) > 0;
  return state === 'passed' && isRetried ? 'second_try' : null;
}

/** What a run has noted. Nothing when every test passed at its first try. */
export function readNotedTests(file: string): readonly NotedTest[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as NotedTest);
}

export function hasTooManySecondTries(noted: readonly NotedTest[]): boolean {
  return secondTriesOf(noted).length > mostSecondTries;
}

/** The failed tests and the second tries of a run, each with its reason. Null when there were none. */
export function describeNotedTests(noted: readonly NotedTest[]): string | null {
  if (noted.length === 0) return null;
  const failed = noted.filter(({ outcome }) => outcome === 'failed');
  const again = secondTriesOf(noted);
  const verdict = hasTooManySecondTries(noted)
    ? `more than ${mostSecondTries}: the run has failed`
    : 'tolerated';
  return [
    ...(failed.length > 0 ? [`${failed.length} failed:`, ...failed.map(describe)] : []),
    ...(again.length > 0
      ? [`${again.length} passed only at their second try (${verdict}):`, ...again.map(describe)]
      : []),
  ].join('\n');
}

const secondTriesOf = (noted: readonly NotedTest[]) =>
  noted.filter(({ outcome }) => outcome === 'second_try');

const describe = ({ file, name, reason }: NotedTest) => `  ${file}: ${name}\n    ${reason}`;
