import { describe, expect, it } from 'vitest';
import { addCounts, countStep, countTests, lastLine, type TestReport } from './test-report.ts';

const report = (passed: number, failed: number, files: TestReport['testResults'] = []): TestReport => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 0,
  testResults: files,
});

describe('the last line of the test run', () => {
  it('counts each step that is no test as one', () => {
    expect(lastLine(addCounts([countStep(0), countStep(2), countTests(report(40, 2), 1)]))).toBe('41 passed, 3 failed');
  });

  it('counts a file that could not be loaded as a failure', () => {
    const files = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'passed', assertionResults: [{}] },
    ];
    expect(countTests(report(1, 1, files), 1).failed).toBe(2);
  });

  it('never says that nothing failed when the run did', () => {
    expect(countTests(report(10, 0), 1).failed).toBe(1);
    expect(countTests(undefined, 1).failed).toBe(1);
    expect(countTests(report(0, 0), 0).failed).toBe(1);
  });

  it('does not count what passed as failed', () => {
    expect(countTests(report(10, 0), 0)).toEqual({ passed: 10, failed: 0, skipped: 0 });
  });
});
