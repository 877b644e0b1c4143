import { defineConfig } from 'vitest/config';

/** Tests in a real browser. Without Chromium they are skipped, and print one line. */
export default defineConfig({
  root: `${import.meta.dirname}/..`,
  test: { include: ['test/browser/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 300_000 },
});
