import { defineConfig } from 'vitest/config';
import { sdkInBrowser } from './packages/sdk/tests/browser/project.ts';
import { widgetInBrowser } from './packages/widget/tests/browser/project.ts';
import { findBrowser, howToGetBrowser } from './tools/browser.ts';
import { type BrowserTests, browserProject } from './tools/browser-project.ts';

const conditions = ['source'];

/** Packages with tests in a browser. */
const inBrowser: readonly BrowserTests[] = [sdkInBrowser, widgetInBrowser];

const browser = await findBrowser();
// Under CI this is a failure: see tools/browser.test.ts.
if (browser === undefined) console.warn(howToGetBrowser);

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        resolve: { conditions },
        ssr: { resolve: { conditions, externalConditions: conditions } },
        test: {
          name: 'node',
          include: [
            'packages/*/src/**/*.test.ts',
            'packages/*/tests/**/*.test.ts',
            'examples/{node-script,html-checkout,shopify-app}/*.test.ts',
            'bench/**/*.test.ts',
            'tools/**/*.test.ts',
          ],
          // Medusa lives in a workspace of its own, with runners of its own.
          exclude: ['**/node_modules/**', '**/*.browser.test.*', 'packages/adapter-medusa/**'],
          globalSetup: ['packages/server/tests/support/global-setup.ts'],
          sequence: { shuffle: true },
          pool: 'forks',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // However busy the machine is.
          expect: { poll: { timeout: 30_000 } },
        },
      },
      'packages/adapter-shopify/extensions/vitest.config.ts',
      ...(browser === undefined ? [] : inBrowser.map((tests) => browserProject(browser, tests))),
    ],
  },
});
