import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupName, machineFolder } from '../layout/folders';
import { machineCgroups } from './cgroup-folders';
import type { Lab } from './lab';
import { inCgroups, startDetached } from './machine-process';

/** Starts a service in a machine and its cgroups. */
export function startService(lab: Lab, machine: string, argv: readonly string[]): void {
  start(lab, machine, lab.words(machine, argv));
}

/** Starts a service for a machine in the host's namespaces. It is in the machine's cgroups, so it is removed with it. */
export function startBeside(lab: Lab, machine: string, argv: (init: number) => readonly string[]): void {
  start(lab, machine, argv(lab.init(machine).id));
}

function start(lab: Lab, machine: string, words: readonly string[]): void {
  const { host } = lab.description;
  const own = machineCgroups(host.cgroups, cgroupName(lab.folder), machine);
  const cgroups = lab.hasUnifiedCgroups ? own.map((path) => join(path, 'service')) : own;
  for (const path of cgroups) mkdirSync(path, { recursive: true });
  startDetached(inCgroups(cgroups, words), machineFolder(lab.folder, machine).log);
}
