import { expect, test } from 'vitest';
import { besideMachine, inCgroups, inMachine, MACHINE } from '../../../src/lab/execution/machine-process';

const INIT = { id: 4711, startTime: '1' };

test('a machine has its own namespaces, and unmounts of the host propagate to it', () => {
  expect(MACHINE.slice(0, -3)).toEqual(
    'unshare --mount --uts --ipc --net --cgroup --pid --propagation slave --fork --mount-proc'.split(' '),
  );
});

test('a program enters its cgroups first, with unquoted arguments', () => {
  const words = inCgroups(['/sys/fs/cgroup/a b', '/sys/fs/cgroup/c'], ['echo', '$HOME']);
  expect(words.slice(0, 2)).toEqual(['sh', '-c']);
  expect(words.slice(3)).toEqual([
    ...['enter-cgroups', '/sys/fs/cgroup/a b/cgroup.procs', '/sys/fs/cgroup/c/cgroup.procs', '--'],
    ...['echo', '$HOME'],
  ]);
});

test("a program that needs the host's process IDs stays in the host's PID namespace", () => {
  const all = ['nsenter', '--target', '4711', '--mount', '--uts', '--ipc', '--net', '--cgroup'];
  expect(inMachine(INIT, ['true'])).toEqual([...all, '--pid', '--', 'true']);
  expect(besideMachine(INIT, ['true'])).toEqual([...all, '--', 'true']);
});
