import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { labsPath } from '../../../lab/execution/lab';

afterEach(() => vi.unstubAllEnvs());

describe('where labs are kept', () => {
  test.each([
    [undefined, '/var/lib/netstack/labs'],
    ['', '/var/lib/netstack/labs'],
    ['/srv/labs', '/srv/labs'],
    ['/srv/labs/', '/srv/labs'],
    // The programs of a lab start in another folder.
    ['labs', join(process.cwd(), 'labs')],
  ])('NETSTACK_LABS=%s', (named, path) => {
    vi.stubEnv('NETSTACK_LABS', named);
    expect(labsPath()).toBe(path);
  });
});
