import { describe, expect, it } from 'vitest';
import { addTallies, countReport, describeTally, NOTHING, type TestReport } from './sum-results.ts';

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
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [{}] },
    ];
    expect(countReport(report({ success: false, testResults })).failed).toBe(1);
  });

  it('counts a run that failed although no test did', () => {
    expect(countReport(report({ success: false })).failed).toBe(1);
  });
});

describe('describeTally', () => {
  it('is the plain closing line', () => {
    const sum = addTallies({ passed: 2, failed: 1, skipped: 0 }, { passed: 3, failed: 0, skipped: 0 });
    expect(describeTally(sum)).toBe('5 passed, 1 failed');
    expect(describeTally({ ...NOTHING, skipped: 2 })).toBe('0 passed, 0 failed, 2 skipped');
  });
});
