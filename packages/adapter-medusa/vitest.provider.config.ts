import { defineConfig } from 'vitest/config';

// The provider inside Medusa's own payment module, on a PostgreSQL from npm. It runs what was built: `pnpm build` first.
export default defineConfig({
  test: {
    name: 'adapter-medusa-provider',
    include: ['tests/*.test.ts'],
    globals: true, // Medusa's own test runner looks for them.
    pool: 'forks',
    // The true server is loaded from its sources.
    execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'],
    server: { deps: { external: [/\/\.cache\/packages\//] } },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    globalSetup: ['tests/support/postgres.ts'],
    setupFiles: ['tests/support/environment.ts'],
  },
});
