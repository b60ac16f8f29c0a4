import type { BenchOptions } from './options.ts';
export async function benchImport(_options: BenchOptions): Promise<boolean> {
  return false;
}
