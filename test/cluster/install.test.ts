import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckFinding } from '../../src/verify';
import { PRE_CHECKS, runChecks } from '../../src/verify';
import { BareMachines } from './lab/bare-machines';
import { formatFinding } from './lab/expectations';
import { INSTALL_FAULTS } from './lab/install-faults';

/** Network namespaces need root, and Linux. */
const cannotRun = process.platform !== 'linux' || process.getuid?.() !== 0;

describe.skipIf(cannotRun)('before k3s is installed', () => {
  const machines = new BareMachines();
  const failures = async (): Promise<readonly CheckFinding[]> => {
    const findings = await runChecks(PRE_CHECKS, machines.context());
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
      const found = await failures();
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
    expect((await failures()).map(formatFinding)).toEqual([]);
  });
});
