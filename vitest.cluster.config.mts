import { defineConfig } from 'vitest/config';

/** Tests against the real programs. Each is left out where its program is not found. */
export default defineConfig({
  test: {
    include: ['test/cluster/**/*.test.ts'],
    testTimeout: 60_000,
  },
});
