import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reporter, TestCase } from 'vitest/node';

/** So many tests of one run may pass only at their second try; above it something is wrong with them, or with us. */
export const mostSecondTries = 3;

/** A reporter for Vitest that notes each test that passed only when it was tried again, one name a line. */
export function createSecondTryReporter(file: string): Reporter {
  mkdirSync(dirname(file), { recursive: true });
  return {
    onTestCaseResult(testCase: TestCase) {
      const tries = testCase.diagnostic()?.retryCount ?? 0;
      if (tries === 0 || testCase.result().state !== 'passed') return;
      appendFileSync(file, `${testCase.module.relativeModuleId}: ${testCase.fullName}\n`);
    },
  };
}

/** What a run says of its second tries; null when there were none. */
export function describeSecondTries(names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const verdict =
    names.length > mostSecondTries ? `more than ${mostSecondTries}: the run has failed` : 'tolerated';
  return [
    `${names.length} passed only at their second try (${verdict}):`,
    ...names.map((name) => `  ${name}`),
  ].join('\n');
}
