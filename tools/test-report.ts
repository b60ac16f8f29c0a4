/** What a step of the test run comes to. */
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** The parts of vitest's JSON report that are counted. */
export type TestReport = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly TestFile[];
};

type TestFile = {
  readonly name: string;
  readonly status: string;
  /** Why the file could not be loaded. */
  readonly message?: string;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly fullName: string;
    readonly failureMessages?: readonly string[] | null;
  }[];
};

/** A step that is no test run counts as one. */
export function countStep(exitCode: number): Counts {
  return exitCode === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/**
 * A file that could not be loaded has no tests and counts as one failure; so does a run that failed
 * for another reason than its tests (an error outside of them, no report at all, nothing to run).
 */
export function countTests(report: TestReport | undefined, exitCode: number): Counts {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const unloaded = report.testResults.filter(isUnloaded).length;
  const failed = report.numFailedTests + unloaded;
  const unexplained = failed === 0 && (exitCode !== 0 || report.numPassedTests === 0);
  return { passed: report.numPassedTests, failed: unexplained ? 1 : failed, skipped: report.numPendingTests };
}

/** What failed, a few lines each, so that the end of a long log says it. */
export function failuresOf(report: TestReport | undefined): string[] {
  return (report?.testResults ?? []).flatMap((file) => {
    if (isUnloaded(file)) return [told(file.name, file.message)];
    const failed = file.assertionResults.filter(({ status }) => status === 'failed');
    return failed.map(({ fullName, failureMessages }) => told(`${file.name}\n    ${fullName}`, failureMessages?.[0]));
  });
}

function told(what: string, message = ''): string {
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  return [what, ...lines.slice(0, linesTold).map((line) => `    ${line}`)].join('\n');
}

const linesTold = 6;

function isUnloaded({ status, assertionResults }: TestFile): boolean {
  return status === 'failed' && assertionResults.length === 0;
}

export function addCounts(all: readonly Counts[]): Counts {
  const sum = (key: keyof Counts) => all.reduce((total, counts) => total + counts[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** The line that CI reads. */
export function lastLine({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}
