import { defineConfig } from 'vitest/config';

/** Tests against the real programs, one after the other. Each is left out where its program is not found. */
export default defineConfig({
  root: `${import.meta.dirname}/..`,
  test: {
    include: ['test/cluster/**/*.test.ts'],
    globalSetup: ['test/cluster/lab/say-left-out.ts'],
    fileParallelism: false,
    testTimeout: 900_000,
    hookTimeout: 1_000_000,
  },
});
