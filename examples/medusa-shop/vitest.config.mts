import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The suites that take minutes: begun last, one of them would run on alone. */
const longest = ['over-http.test.ts', 'app.test.ts', 'provider.test.ts'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const index = longest.findIndex((name) => moduleId.endsWith(`/${name}`));
      return index < 0 ? longest.length : index;
    };
    return files.toSorted((one, other) => rank(one) - rank(other));
  }
}

// Both halves of Medusa's workspace in one run: the adapter's own suites, and the shop that uses it.
const shared = {
  globals: true, // Medusa's own test runners look for them.
  pool: 'forks',
  testTimeout: 120_000,
  hookTimeout: 240_000,
} as const;

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
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
