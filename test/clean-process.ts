import { afterAll, expect, vi } from 'vitest';

/**
 * Test files share a process. A file that leaves the environment, the working directory, the exit status or the umask
 * changed would make a later file pass or fail for the wrong reason, so it fails here.
 */
const state = () => ({
  env: { ...process.env },
  cwd: process.cwd(),
  exitCode: process.exitCode,
  umask: process.umask(),
});

const before = state();

afterAll(() => {
  vi.unstubAllEnvs();
  expect(state(), 'the file changed the process that it shares with other test files').toEqual(before);
});
