import { defineConfig } from 'vitest/config';

// Both halves of Medusa's workspace in one run: the adapter's own suites, and the shop that uses it.
const shared = {
  globals: true, // Medusa's own test runners look for them.
  pool: 'forks',
  testTimeout: 120_000,
  hookTimeout: 240_000,
} as const;

export default defineConfig({
  test: {
    projects: [
      '../../packages/adapter-medusa/vitest.config.ts',
      '../../packages/adapter-medusa/vitest.provider.config.ts',
      {
        test: {
          ...shared,
          name: 'shop',
          include: ['tests/*.test.ts'],
          globalSetup: ['tests/support/global-setup.ts'],
          setupFiles: ['tests/support/database-environment.ts'],
        },
      },
    ],
  },
});
