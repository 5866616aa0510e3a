/** The part of Vitest's JSON report that is summed (package vitest, reporter `json`; Jest's format). */
export interface TestReport {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly FileReport[];
}

interface FileReport {
  /** The absolute path of the test file. */
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };

/**
 * Counts one run. A file that could not be loaded, and a run that failed without a failed test (a global set-up, an
 * unhandled error), each count as one failure: a run must not look green because it ran nothing.
 */
export function countReport(report: TestReport): Tally {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !report.success ? 1 : failed,
    skipped: report.numPendingTests,
  };
}

/** The files that failed, with or without a failed test. */
export const failedFiles = ({ testResults }: TestReport): string[] =>
  testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);

/** A run in which some files were run a second time. Only their second results count. */
export function withSecondRun(first: TestReport, second: TestReport): TestReport {
  const repeated = new Set(second.testResults.map(({ name }) => name));
  const kept = first.testResults.filter(({ name }) => !repeated.has(name));
  const testResults = [...kept, ...second.testResults];
  const count = (wanted: string) =>
    testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === wanted)
      .length;
  return {
    success: second.success && failedFiles({ ...first, testResults: kept }).length === 0,
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests:
      testResults.flatMap((file) => file.assertionResults).length - count('passed') - count('failed'),
    testResults,
  };
}

export function addTallies(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** The closing line: `N passed, N failed`, with the skipped ones if there are any. */
export function describeTally({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
