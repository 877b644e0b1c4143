import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CheckFinding } from '../../../src/verify';
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
  test('reports skipped checks and exits with 3', async () => {
    const { status, stdout, stderr } = await call('verify', profile(), '--only', 'node');
    expect(status).toBe(3);
    expect(stderr).toContain('verify nowhere from this machine, which is none of its nodes');
    expect(stdout).toContain('skipped  node one: this machine is not one');
    expect(stdout).toContain('Next     run this command on one as root, or with --ssh');
  });

  test('--format json is one object with the findings and their groups', async () => {
    const { stdout } = await call('verify', profile(), '--only', 'lan-address', '--format', 'json');
    expect(JSON.parse(stdout)).toEqual({
      findings: [
        expect.objectContaining({
          ...{ check: 'lan-address', target: 'node one', outcome: 'skipped' },
          reason: 'this machine is not one',
        }) as CheckFinding,
      ],
      groups: [],
    });
  });

  test('exits with 3 where no check applies', async () => {
    const { status, stdout } = await call('verify', profile(), '--only', 'pod-traffic');
    expect([status, stdout]).toEqual([3, '0 passed, 0 failed\n']);
  });

  test('reports an unknown check with the nearest ID', async () => {
    const { status, stderr } = await call('verify', profile(), '--skip', 'flannel-devise');
    expect([status, stderr]).toEqual([
      2,
      'netstack: there is no check "flannel-devise": did you mean "flannel-device"?\n',
    ]);
  });

  test('reports the errors of a profile and runs no check', async () => {
    const { status, stdout, stderr } = await call('verify', profile(`${MINIMAL}clusterCidr: 10.42.0.0/33\n`));
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('clusterCidr');
  });

  test('--quiet prints nothing where no check failed', async () => {
    const { status, stdout, stderr } = await call('verify', profile(), '--only', 'node', '--quiet');
    expect({ status, stdout, stderr }).toEqual({ status: 3, stdout: '', stderr: '' });
  });

  test('--format junit is XML with a case per finding', async () => {
    const { stdout } = await call('verify', profile(), '--only', 'lan-address', '--format', 'junit');
    expect(stdout).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="verify nowhere" tests="1"/,
    );
    expect(stdout).toContain('<skipped message="this machine is not one; ');
  });

  test('--wait repeats the run until the time is over, and prints the last one', async () => {
    const start = Date.now();
    const { status, stdout } = await call('verify', profile(), '--only', 'lan-address', '--wait', '1s');
    expect(status).toBe(3);
    expect(stdout.match(/1 skipped/g)).toHaveLength(1);
    expect(Date.now() - start).toBeGreaterThanOrEqual(1000);
  });

  test.each([['5'], ['0m'], ['-1s'], ['soon'], ['1.5m']])('rejects --wait %s', async (duration) => {
    expect((await call('verify', profile(), '--wait', duration)).status).toBe(2);
  });

  test('rejects --wait with --watch', async () => {
    expect((await call('verify', profile(), '--wait', '1m', '--watch')).status).toBe(2);
  });

  test.each([['0'], ['1.5'], ['soon']])('rejects --watch %s', async (seconds) => {
    const { status } = await call('verify', profile(), '--watch', seconds);
    expect(status).toBe(2);
  });
});

describe('a bundle', () => {
  test('is verified without the cluster, the profile and the labs', async () => {
    const file = join(emptyFolder(), 'bundle.json');
    const first = await call('verify', profile(), '--only', 'node', '--bundle', file, '--format', 'json');
    expect(first.status).toBe(3);
    const second = await call('verify', '--from', file, '--format', 'json');
    expect(second.stderr).toMatch(/^verify nowhere from a bundle of \d{4}-/);
    expect([second.status, second.stdout]).toEqual([first.status, first.stdout]);
  });

  test('is required to be one', async () => {
    const file = join(emptyFolder(), 'other.json');
    writeFileSync(file, '{}');
    const { status, stderr } = await call('verify', '--from', file);
    expect([status, stderr]).toEqual([
      2,
      `netstack: "${file}" is no bundle of this version: verify writes one with --bundle\n`,
    ]);
    expect((await call('verify', '--from', `${file}.gone`)).status).toBe(2);
  });

  test.each([['--probe'], ['--watch'], ['--ssh']])('is not verified with %s', async (option) => {
    expect((await call('verify', '--from', 'bundle.json', option)).status).toBe(2);
  });

  test('or a profile is named', async () => {
    const { status, stderr } = await call('verify');
    expect([status, stderr]).toEqual([2, 'netstack: name a profile or its cluster, or a bundle by --from\n']);
  });
});
