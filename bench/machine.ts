import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { median } from './statistics.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** One line about the machine, because figures are worth nothing without it. */
export function machineLine(): string {
  return `Node ${process.versions.node}, ${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, fdatasync of 8 KiB ${Math.round(fdatasyncMicros())} µs`;
}

function fdatasyncMicros(): number {
  const file = openSync(join(temporaryFolder(), 'page'), 'w');
  const page = Buffer.alloc(8_192, 1);
  const micros = Array.from({ length: 100 }, () => {
    const startedMs = performance.now();
    writeSync(file, page, 0, page.length, 0);
    fdatasyncSync(file);
    return (performance.now() - startedMs) * 1_000;
  });
  closeSync(file);
  return median(micros);
}
