import { describe, expect, it } from 'vitest';
import {
  addTallies,
  countReport,
  describeTally,
  failedFiles,
  NOTHING,
  type TestReport,
  withSecondRun,
} from './sum-results.ts';

const report = (changes: Partial<TestReport>): TestReport => ({
  success: true,
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  testResults: [],
  ...changes,
});

describe('countReport', () => {
  it('counts tests', () => {
    expect(countReport(report({ numFailedTests: 2, numPendingTests: 1, success: false }))).toEqual({
      passed: 3,
      failed: 2,
      skipped: 1,
    });
  });

  it('counts a file that could not be loaded', () => {
    const testResults = [
      { name: 'one', status: 'failed', assertionResults: [] },
      { name: 'two', status: 'passed', assertionResults: [{ status: 'passed' }] },
    ];
    expect(countReport(report({ success: false, testResults })).failed).toBe(1);
  });

  it('counts a run that failed although no test did', () => {
    expect(countReport(report({ success: false })).failed).toBe(1);
  });
});

describe('a second run of the files that failed', () => {
  const file = (name: string, ...statuses: string[]) => ({
    name,
    status: statuses.includes('failed') ? 'failed' : 'passed',
    assertionResults: statuses.map((status) => ({ status })),
  });
  const first = report({
    success: false,
    numPassedTests: 3,
    numFailedTests: 2,
    testResults: [file('one', 'passed', 'failed', 'failed'), file('two', 'passed', 'passed')],
  });

  it('replaces their results and no others', () => {
    expect(failedFiles(first)).toEqual(['one']);
    const second = report({ testResults: [file('one', 'passed', 'passed', 'skipped')] });
    expect(countReport(withSecondRun(first, second))).toEqual({ passed: 4, failed: 0, skipped: 1 });
  });

  it('stays red when they fail again or cannot be run', () => {
    const again = report({ success: false, testResults: [file('one', 'passed', 'passed', 'failed')] });
    expect(countReport(withSecondRun(first, again))).toEqual({ passed: 4, failed: 1, skipped: 0 });
    const none = report({ success: false, numPassedTests: 0, testResults: [] });
    expect(countReport(withSecondRun(first, none)).failed).toBe(2);
    const broken = report({ success: false, testResults: [file('one', 'passed', 'passed', 'passed')] });
    expect(countReport(withSecondRun(first, broken)).failed).toBe(1);
  });
});

describe('describeTally', () => {
  it('is the plain closing line', () => {
    const sum = addTallies({ passed: 2, failed: 1, skipped: 0 }, { passed: 3, failed: 0, skipped: 0 });
    expect(describeTally(sum)).toBe('5 passed, 1 failed');
    expect(describeTally({ ...NOTHING, skipped: 2 })).toBe('0 passed, 0 failed, 2 skipped');
  });
});
