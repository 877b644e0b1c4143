import { writeFileSync, readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import {
  disableControllers,
  enableControllers,
  delegateControllers,
  makeCgroups,
  listMembers,
  findMissingControllers,
  moveToLeaf,
} from '../../../src/lab/execution/cgroup-folders';
import type { Made } from '../../../src/lab/execution/journal';
import { Journal } from '../../../src/lab/execution/journal';
import { FakeCgroup2 } from './fake-cgroup2';

const ROOT = '/cgroup';
const LAB = 'netstack-lab.home@0a1b2c3d';
const MACHINE = `${ROOT}/${LAB}/pi1`;

const kernel = vi.hoisted(() => ({ current: {} }));

vi.mock('node:fs', () => {
  const call =
    (name: string) =>
    (...words: readonly unknown[]) =>
      (kernel.current as Record<string, (...words: readonly unknown[]) => unknown>)[name]?.(...words);
  const names = ['mkdirSync', 'readdirSync', 'readFileSync', 'rmdirSync', 'writeFileSync', 'appendFileSync'];
  return Object.fromEntries(names.map((name) => [name, call(name)]));
});

/** A machine's cgroup in a kernel that hands nothing down but memory; what was written down on the way. */
function makeFolders(): readonly Made[] {
  const cgroups = new FakeCgroup2(ROOT, ['cpuset', 'cpu', 'io', 'memory', 'pids', 'rdma']);
  const recorded: Made[] = [];
  kernel.current = Object.assign(cgroups, {
    appendFileSync: (_: string, line: string) => recorded.push(JSON.parse(line) as Made),
  });
  writeFileSync(`${ROOT}/cgroup.subtree_control`, '+memory');
  expect(findMissingControllers(ROOT)).toEqual(['cpuset', 'cpu', 'io', 'pids']);
  enableControllers(ROOT, findMissingControllers(ROOT));
  makeCgroups([{ version: 2, path: ROOT, options: '' }], LAB, ['pi1'], new Journal('/journal'));
  return recorded;
}

function read(file: string): string {
  return readFileSync(file, 'utf8').replaceAll('\n', ' ');
}

test('on cgroup v2 a machine starts in its own cgroup, which then delegates the controllers that k3s needs', async () => {
  expect(makeFolders()).toEqual([{ made: 'cgroup', path: `${ROOT}/${LAB}` }]);
  expect(read(`${MACHINE}/cgroup.controllers`)).toBe('memory cpuset cpu io pids');
  // Refused by a cgroup that hands controllers down already.
  for (const id of ['12', '13']) writeFileSync(`${MACHINE}/cgroup.procs`, id);

  await moveToLeaf(MACHINE, 'init');
  delegateControllers(MACHINE);

  expect(read(`${MACHINE}/init/cgroup.procs`)).toBe('12 13');
  expect(read(`${MACHINE}/init/cgroup.controllers`)).toBe('memory cpuset cpu io pids');
});

test('a process that starts another one while it is moved leaves none behind', async () => {
  makeFolders();
  const kernelOf = kernel.current as FakeCgroup2;
  const { writeFileSync: write } = kernelOf;
  writeFileSync(`${MACHINE}/cgroup.procs`, '12');
  let children = 0;
  kernel.current = {
    ...kernelOf,
    writeFileSync: (file: string, text: string) => {
      if (file.endsWith('/init/cgroup.procs') && children++ === 0) write(`${MACHINE}/cgroup.procs`, '13');
      write(file, text);
    },
  };
  await moveToLeaf(MACHINE, 'init');
  expect(read(`${MACHINE}/cgroup.procs`)).toBe('');
  expect(read(`${MACHINE}/init/cgroup.procs`)).toBe('12 13');
});

test('processes of other PID namespaces, listed as 0, are skipped', () => {
  makeFolders();
  for (const id of ['0', '12']) writeFileSync(`${MACHINE}/cgroup.procs`, id);
  expect(listMembers(`${ROOT}/${LAB}`)).toEqual([12]);
});

test("controllers that the lab delegated in the host's cgroups are disabled again", () => {
  makeFolders();
  disableControllers(ROOT, ['cpuset', 'cpu', 'io', 'pids']);
  expect(read(`${ROOT}/cgroup.subtree_control`)).toBe('memory');
});
