import { defineConfig } from 'vitest/config';

// The pure tests; those that boot Medusa have runners of their own in tests/ and in examples/medusa-shop.
export default defineConfig({
  test: {
    name: 'adapter-medusa',
    include: ['src/**/*.test.ts'],
    sequence: { shuffle: true },
    pool: 'forks',
    // Pure functions leave nothing behind, and Medusa's own totals take a second to load.
    isolate: false,
    maxWorkers: 1,
  },
});
