import { defineConfig } from 'vitest/config';

/** Tests in a real browser. They are skipped, with one line that says so, where there is no Chromium. */
export default defineConfig({
  root: `${import.meta.dirname}/..`,
  test: { include: ['test/browser/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 60_000 },
});
