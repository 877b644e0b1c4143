import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '..');

/** Tests that need a running cluster have a configuration of their own. */
const CLUSTER = 'test/cluster/**';

/** Tests in a real browser: `npm run test:browser` runs them. */
const BROWSER = 'test/browser/**';

/** Test files that replace a module. Each needs its own module registry, so vitest isolates it. */
const MOCKING = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => `test/${file}`)
  .filter((file) => /\bvi\.(mock|doMock|resetModules)\(/.test(readFileSync(join(root, file), 'utf8')));

export default defineConfig({
  root,
  test: {
    testTimeout: 60_000,
    maxWorkers: '100%',
    unstubEnvs: true,
    unstubGlobals: true,
    restoreMocks: true,
    setupFiles: ['test/clean-process.ts'],
    // Transformed sources are kept under the digest of their content: one folder's tests start sooner.
    experimental: { fsModuleCache: true, fsModuleCachePath: 'node_modules/.cache/vitest' },
    // Loading the modules again for every file takes as long as the tests: only files that mock modules need it.
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: [CLUSTER, BROWSER, ...MOCKING],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'isolated', include: MOCKING, exclude: [CLUSTER], isolate: true } },
    ],
  },
});
