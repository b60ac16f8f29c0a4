import type { TestProject } from 'vitest/node';
import { seededPostgres } from '../../run/database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's PostgreSQL listens. */
    readonly postgresPort: number;
  }
}

/** One PostgreSQL for the whole run, with the seeded shop as a template in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const startedMs = performance.now();
  const postgres = await seededPostgres();
  console.log(`PostgreSQL with the seeded shop: ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
  project.provide('postgresPort', postgres.port);
  return postgres.stop;
}
