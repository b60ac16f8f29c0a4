import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../../../examples/medusa-shop/run/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly providerPostgresPort: number;
  }
}

/** An empty PostgreSQL for the run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = join(tmpdir(), `atobarai-provider-${process.pid}-${Date.now()}`);
  const postgres = await startPostgres({ folder, isDurable: false });
  project.provide('providerPostgresPort', postgres.port);
  return postgres.stop;
}
