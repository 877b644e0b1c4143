import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: `${import.meta.dirname}/..`,
  test: {
    include: ['test/**/*.test.ts'],
    // What needs a running cluster has a script of its own.
    exclude: ['test/cluster/**'],
    testTimeout: 60_000,
  },
});
