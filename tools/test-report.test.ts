import { describe, expect, it } from 'vitest';
import { addCounts, countStep, countTests, failuresOf, lastLine, type TestReport } from './test-report.ts';

const report = (passed: number, failed: number, files: TestReport['testResults'] = []): TestReport => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 0,
  testResults: files,
});

const unloaded = { name: 'a.test.ts', status: 'failed', message: 'Cannot find module b', assertionResults: [] };
const withFailure = {
  name: 'c.test.ts',
  status: 'failed',
  assertionResults: [
    { status: 'passed', fullName: 'adds' },
    { status: 'failed', fullName: 'pays out', failureMessages: ['AssertionError: expected 1 to be 2\n\n    at c.test.ts:3'] },
  ],
};

describe('the last line of the test run', () => {
  it('counts each step that is no test as one', () => {
    expect(lastLine(addCounts([countStep(0), countStep(2), countTests(report(40, 2), 1)]))).toBe('41 passed, 3 failed');
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(countTests(report(1, 1, [unloaded, withFailure]), 1).failed).toBe(2);
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

describe('the end of a log', () => {
  it('names what failed and why', () => {
    expect(failuresOf(report(1, 1, [unloaded, withFailure]))).toEqual([
      'a.test.ts\n    Cannot find module b',
      'c.test.ts\n    pays out\n    AssertionError: expected 1 to be 2\n        at c.test.ts:3',
    ]);
  });

  it('is silent when nothing failed, or when there is no report', () => {
    const passed = { name: 'c.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'adds' }] };
    expect(failuresOf(report(1, 0, [passed]))).toEqual([]);
    expect(failuresOf(undefined)).toEqual([]);
  });
});
