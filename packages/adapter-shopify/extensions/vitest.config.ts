import { defineProject } from 'vitest/config';

// What runs at Shopify's is tested here in a page of its own, with Shopify's own stand-in for the host.
export default defineProject({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    name: 'shopify-extensions',
    include: ['*/tests/**/*.test.ts'],
    environment: 'jsdom',
    setupFiles: ['./vitest.setup.ts'],
    pool: 'forks',
    testTimeout: 60_000,
    // The tester imports an extension's module by itself: only through Vite can it read TSX.
    server: { deps: { inline: [/@shopify\/ui-extensions-tester/] } },
  },
});
