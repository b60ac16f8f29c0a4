import { type Child, startChild } from './child.ts';
import type { Driver } from './driver.ts';
import type { Target } from './http-load.ts';

/** The process that sends orders by HTTP, and what it sends them to. */
export type LoadGenerator = { readonly pid: number; readonly on: (target: Target) => Driver; readonly stop: () => Promise<void> };

export function startLoadGenerator(): LoadGenerator {
  const child = startChild('load');
  return {
    pid: child.pid,
    stop: child.stop,
    on: (target) => childDriver(child, { target }),
  };
}

/** A driver whose loop runs in another process. */
export function childDriver(child: Child, input: Readonly<Record<string, unknown>> = {}): Driver {
  return {
    begin: (connections) => child.ask('begin', { ...input, connections }),
    mark: () => child.ask('mark'),
    end: () => child.ask('end'),
  };
}
