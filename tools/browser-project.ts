import { join } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import type { TestProjectInlineConfiguration } from 'vitest/config';
import type { Browser } from './browser.ts';
import { root } from './source-tree.ts';

/** What a package says of its tests in a browser. */
export type BrowserTests = {
  /** Folder under packages/. */
  readonly package: string;
  /**
   * Every dependency that its pages load, resolved from the package: `msw`, `@atobarai/server > hono`.
   * One that vite finds only on the way makes it load the page anew, and the test with it.
   */
  readonly dependencies: readonly string[];
  /** Dependencies that must be loaded as they are, because they look for files beside them. */
  readonly asTheyAre?: readonly string[];
  readonly plugins?: TestProjectInlineConfiguration['plugins'];
};

/** A project of vitest that runs `*.browser.test.ts` of one package in a Chromium. */
export function browserProject(browser: Browser, tests: BrowserTests): TestProjectInlineConfiguration {
  const { from: _, ...launchOptions } = browser;
  return {
    root: join(root, 'packages', tests.package),
    resolve: { conditions: ['source', 'module', 'browser', 'development'] },
    plugins: tests.plugins ?? [],
    optimizeDeps: { include: [...tests.dependencies], exclude: [...(tests.asTheyAre ?? [])] },
    test: {
      name: `${tests.package} in Chromium`,
      include: ['{src,tests}/**/*.browser.test.{ts,tsx}'],
      sequence: { shuffle: true },
      testTimeout: 120_000,
      hookTimeout: 120_000,
      // However busy the machine is.
      expect: { poll: { timeout: 30_000 } },
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions }),
        instances: [{ browser: 'chromium' }],
      },
    },
  };
}
