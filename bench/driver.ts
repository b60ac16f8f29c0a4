import type { CpuMeter, CpuUse } from './cpu.ts';

/** What happened between two marks; times are from sending a request to having its whole answer. */
export type Counted = {
  readonly perSecond: number;
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

/** All answers since it began, by status; the books must agree with them. */
export type Answers = Readonly<Record<string, number>>;

/** Something that can be put under load: it begins, is marked twice, and ends when nothing is under way. */
export type Driver = {
  readonly begin: (connections: number) => Promise<void>;
  readonly mark: () => Promise<void>;
  readonly end: () => Promise<{ readonly counted: Counted; readonly answers: Answers }>;
};

export type Slice = { readonly counted: Counted; readonly answers: Answers; readonly cpu: CpuUse; readonly seconds: number };

export type SliceOptions = { readonly connections: number; readonly seconds: number; readonly meter: CpuMeter };

const leadInMs = 300; // Connections are open and plans are made before anything counts.

/** Runs one slice; what is under way at its end is waited for, but not counted. */
export async function runSlice(driver: Driver, { connections, seconds, meter }: SliceOptions): Promise<Slice> {
  await driver.begin(connections);
  await pause(leadInMs);
  await driver.mark();
  const before = meter.read();
  const startedMs = performance.now();
  await pause(seconds * 1_000);
  await driver.mark();
  const lasted = (performance.now() - startedMs) / 1_000;
  const cpu = meter.between(before, meter.read(), lasted);
  return { ...(await driver.end()), cpu, seconds: lasted };
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Counts what a closed loop does, for drivers that run in this process. */
export function createCounter() {
  const marks: number[] = [];
  const latenciesMs: number[] = [];
  const answers: Record<string, number> = {};
  return {
    mark: () => void marks.push(performance.now()),
    add(status: string, latencyMs: number): void {
      answers[status] = (answers[status] ?? 0) + 1;
      if (marks.length === 1) latenciesMs.push(latencyMs);
    },
    result(): { counted: Counted; answers: Answers } {
      const [from = 0, to = 0] = marks;
      const sorted = Float64Array.from(latenciesMs).sort();
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
      return {
        answers,
        counted: {
          perSecond: (sorted.length / (to - from)) * 1_000,
          meanMs: sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length,
          p50Ms: at(0.5),
          p99Ms: at(0.99),
        },
      };
    },
  };
}

export type Counter = ReturnType<typeof createCounter>;
