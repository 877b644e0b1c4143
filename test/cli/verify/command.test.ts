import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Finding } from '../../../src/verify';
import { call, emptyFolder } from '../call';
import { MINIMAL } from '../../plan-of';

/** A cluster that is nowhere near this machine, and that there is no lab of. */
function profile(text = MINIMAL): string {
  const file = join(emptyFolder(), 'nowhere.yaml');
  writeFileSync(file, text.replaceAll('10.0.0.', '172.29.77.'));
  return file;
}

beforeEach(() => {
  vi.stubEnv('NETSTACK_LABS', emptyFolder());
  vi.stubEnv('KUBECONFIG', '');
  vi.stubEnv('HOME', emptyFolder());
});

afterEach(() => vi.unstubAllEnvs());

describe('netstack verify', () => {
  test('what cannot be looked at from here is said, and is not green', async () => {
    const { status, stdout, stderr } = await call('verify', profile(), '--only', 'node');
    expect(status).toBe(3);
    expect(stderr).toContain('verify nowhere from this machine, which is none of its nodes');
    expect(stdout).toContain('not looked  node one: this machine is not one');
    expect(stdout).toContain('Next      run netstack verify on one as root, or with --ssh');
  });

  test('--format json is an array of findings', async () => {
    const { stdout } = await call('verify', profile(), '--only', 'lan-address', '--format', 'json');
    expect(JSON.parse(stdout)).toEqual([
      expect.objectContaining({
        ...{ check: 'lan-address', place: 'node one', outcome: 'not looked' },
        because: 'this machine is not one',
      }) as Finding,
    ]);
  });

  test('where nothing was looked at at all it is not green', async () => {
    const { status, stdout } = await call('verify', profile(), '--only', 'pod-traffic');
    expect([status, stdout]).toEqual([3, '0 hold, 0 fail\n']);
  });

  test('a check that is not known ends the call, with the one that was meant', async () => {
    const { status, stderr } = await call('verify', profile(), '--skip', 'flannel-devise');
    expect([status, stderr]).toEqual([
      2,
      'netstack: there is no check "flannel-devise": did you mean "flannel-device"?\n',
    ]);
  });

  test('a profile with errors is not compared with anything', async () => {
    const { status, stdout, stderr } = await call('verify', profile(`${MINIMAL}clusterCidr: 10.42.0.0/33\n`));
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('clusterCidr');
  });

  test.each([['0'], ['1.5'], ['soon']])('--watch %s is no number of seconds', async (seconds) => {
    const { status } = await call('verify', profile(), '--watch', seconds);
    expect(status).toBe(2);
  });
});
