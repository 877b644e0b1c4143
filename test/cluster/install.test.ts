import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckFinding } from '../../src/verify';
import { PRE_CHECKS, runChecks } from '../../src/verify';
import { BareMachines } from './lab/bare-machines';
import { formatFinding } from './lab/expectations';
import { INSTALL_FAULTS } from './lab/install-faults';

/** Network namespaces need root, and Linux. */
const cannotRun = process.platform !== 'linux' || process.getuid?.() !== 0;

describe.skipIf(cannotRun).each(['namespace', 'ssh'] as const)('before k3s is installed, by %s', (way) => {
  const machines = new BareMachines(way);
  /** By ssh a run of all checks takes a minute: the runs with faults have the check of the fault. */
  const failures = async (check?: string): Promise<readonly CheckFinding[]> => {
    const checks = PRE_CHECKS.filter(({ id }) => way === 'namespace' || check === undefined || id === check);
    const findings = await runChecks(checks, machines.context());
    return findings.filter(({ outcome }) => outcome !== 'passed');
  };

  beforeAll(() => machines.up());
  afterAll(() => machines.down());

  it('healthy machines have no finding', async () => {
    expect((await failures()).map(formatFinding)).toEqual([]);
  });

  it.each(INSTALL_FAULTS)('$name', async (fault) => {
    const { check, says } = fault;
    await fault.plant(machines);
    try {
      const found = await failures(check);
      const own = found
        .filter((finding) => finding.check === check)
        .map((finding) => JSON.stringify(finding));
      expect(own.join('\n'), found.map(formatFinding).join('\n')).toMatch(says);
    } finally {
      await fault.heal(machines);
    }
    // Neighbour entries and path MTUs that the fault left behind.
    for (const name of ['one', 'two', 'three'])
      await machines.inside(name, 'ip neigh flush all; ip route flush cache');
    expect((await failures(check)).map(formatFinding)).toEqual([]);
  });
});
