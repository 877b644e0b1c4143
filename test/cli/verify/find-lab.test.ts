import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { findRunningLab } from '../../../src/cli/verify/find-lab';
import { cgroupName, labFolder } from '../../../src/lab/layout/folders';
import { emptyFolder } from '../call';

const IS_ROOT = process.getuid?.() === 0;

afterEach(() => {
  if (IS_ROOT) process.seteuid?.(0);
  vi.unstubAllEnvs();
});

/** Labs that only root can read, and control groups in a folder of the test; runs the rest as another user. */
function becomeOtherUser(cgroup?: (labs: string) => string): string {
  const folder = emptyFolder();
  chmodSync(folder, 0o755);
  const [labs, cgroups, mounts] = ['labs', 'cgroups', 'mountinfo'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(join(labs, 'pikube'), { recursive: true });
  mkdirSync(join(cgroups, cgroup?.(labs) ?? ''), { recursive: true });
  writeFileSync(mounts, `30 1 0:27 / ${cgroups} rw - cgroup2 cgroup2 rw\n`);
  vi.stubEnv('NETSTACK_LABS', labs);
  chmodSync(labs, 0);
  if (IS_ROOT) process.seteuid?.(65534);
  return mounts;
}

test('reports to other users that a running lab needs root', () => {
  const mounts = becomeOtherUser((labs) => cgroupName(labFolder(join(labs, 'pikube'))));
  expect(() => findRunningLab('pikube', mounts)).toThrow(
    /^a lab of pikube runs on this machine, and only root can read .*: run "sudo \S+ npx --no netstack verify pikube", or name the real cluster by --ssh or --kubeconfig$/,
  );
});

test('ignores unreadable labs that do not run', () => {
  expect(findRunningLab('pikube', becomeOtherUser())).toBeUndefined();
});

test('finds no lab where there is no folder of labs', () => {
  vi.stubEnv('NETSTACK_LABS', join(emptyFolder(), 'none'));
  expect(findRunningLab('pikube')).toBeUndefined();
});
