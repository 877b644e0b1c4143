import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FakeHost, HAS_LOCKS } from './fake-host';

/** A root cgroup that hands down memory alone; the file keeps what was written last. */
function host(): FakeHost {
  const fake = new FakeHost();
  writeFileSync(join(fake.cgroups, 'cgroup.controllers'), 'cpuset cpu io memory pids rdma\n');
  writeFileSync(join(fake.cgroups, 'cgroup.subtree_control'), 'memory\n');
  return fake;
}

const control = (fake: FakeHost) => readFileSync(join(fake.cgroups, 'cgroup.subtree_control'), 'utf8');

async function up(fake: FakeHost, cgroup: string): Promise<void> {
  await fake.record.change(() => {
    fake.record.enableControllers(fake.cgroups);
    mkdirSync(join(fake.cgroups, cgroup));
  });
}

async function down(fake: FakeHost, cgroup: string): Promise<void> {
  rmdirSync(join(fake.cgroups, cgroup));
  await fake.record.revert();
}

describe.runIf(HAS_LOCKS)('controllers that the host does not delegate (cgroup v2)', () => {
  test('those that k3s needs are enabled, and disabled by the last lab', async () => {
    const fake = host();
    await up(fake, 'netstack-lab.home');
    expect(control(fake)).toBe('+cpuset +cpu +io +pids');
    // As the kernel shows it.
    writeFileSync(join(fake.cgroups, 'cgroup.subtree_control'), 'memory cpuset cpu io pids\n');
    await up(fake, 'netstack-lab.rack');
    await down(fake, 'netstack-lab.home');
    expect(control(fake)).toBe('memory cpuset cpu io pids\n');
    await down(fake, 'netstack-lab.rack');
    // One write a controller; a file keeps the last.
    expect(control(fake)).toBe('-pids');
  });

  test('a record of before a reboot is void', async () => {
    const fake = host();
    await up(fake, 'netstack-lab.home');
    fake.restart({});
    writeFileSync(join(fake.cgroups, 'cgroup.subtree_control'), 'memory io\n');
    await down(fake, 'netstack-lab.home');
    expect(control(fake)).toBe('memory io\n');
  });
});
