import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listNetworkCommands } from '../layout/commands';
import { requireUsableFolder } from '../layout/folder-limits';
import type { LabFolder } from '../layout/folders';
import { cgroupName, GIVEN, machineFolder } from '../layout/folders';
import type { NodeMachine } from '../layout/lab-layout';
import type { Machine } from '../layout/machine';
import { listMountCommands } from '../layout/mounts';
import {
  delegateControllers,
  machineCgroups,
  makeCgroups,
  moveToLeaf,
  refuseOthersCgroups,
} from './cgroup-folders';
import type { BringUp } from './bring-up-request';
import { equipMachine, linkPrograms } from './equip-machine';
import { writeFiles } from './files';
import { preserveHostBridges } from './host-bridges';
import { HostRecord } from './host-record';
import { Journal } from './journal';
import { KEEP_RUNNING, MARK_ABSENT } from './k3s-service';
import { folderOf, Lab, refuseBeside } from './lab';
import { startMachine } from './machine-process';
import { startRouterServices } from './router-services';
import { startService } from './service-process';

/**
 * Creates the machines of a lab, connects them and starts their processes, which outlive this one. `takeDown` removes all
 * of it, also after a call that failed or was interrupted.
 *
 * @throws LabError where the cluster has a lab, or something cannot be created
 */
export async function bringUp(
  request: BringUp,
  say: (line: string) => void,
  record = new HostRecord(),
): Promise<Lab> {
  const lab = await makeMachines(request, say, record);
  await startRouterServices(lab, request.program, request.secrets);
  const { nodes } = lab.layout;
  if (request.isBare === true)
    await lab.runAll(nodes.map(({ name }) => ({ machine: name, argv: MARK_ABSENT })));
  for (const node of nodes) startK3s(lab, node);
  return lab;
}

/** Creates and connects the machines, without starting processes on them. */
async function makeMachines(request: BringUp, say: (line: string) => void, record: HostRecord): Promise<Lab> {
  const { description, secrets, crds } = request;
  const { layout, host } = description;
  const folder = folderOf(layout.cluster);
  requireUsableFolder(folder, layout.bgp);
  refuseBeside(layout.cluster);
  refuseOthersCgroups(host.cgroups, cgroupName(folder));
  createFolder(folder, layout.cluster);
  await preserveHostBridges();
  writeFiles({
    [folder.description]: JSON.stringify(description),
    [folder.secrets]: secrets.manifest,
    [folder.crds]: crds,
  });
  const lab = Lab.open(layout.cluster);
  await prepareHost(lab, record, say);
  say(`machines: ${lab.machines.map(({ name }) => name).join(', ')}`);
  linkPrograms(folder.links, description.k3s.path);
  for (const machine of lab.machines) {
    equipMachine(lab, machine, request);
    await start(lab, machine);
  }
  await lab.runAll(listNetworkCommands(layout));
  for (const machine of lab.machines) await mountAll(lab, machine);
  return lab;
}

/** The process that makes the folder has the lab: a second one of the same cluster fails here. */
function createFolder(folder: LabFolder, cluster: string): void {
  mkdirSync(dirname(folder.path), { recursive: true, mode: 0o700 });
  try {
    mkdirSync(folder.path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    refuseBeside(cluster);
    throw error;
  }
  new Journal(folder.journal).record({ made: 'lab', cluster });
}

/** Records and makes the changes to the host. The lab's cgroups count as its share in them, until it is removed. */
async function prepareHost(
  { description, folder, machines }: Lab,
  record: HostRecord,
  say: (line: string) => void,
): Promise<void> {
  const { cgroups } = description.host;
  await record.change(() => {
    for (const { version, path } of cgroups) if (version === 2) record.enableControllers(path);
    const names = machines.map(({ name }) => name);
    makeCgroups(cgroups, cgroupName(folder), names, new Journal(folder.journal));
    for (const path of record.raiseLimits()) say(`raised until the last lab is removed: /proc/sys/${path}`);
  });
}

async function start(lab: Lab, { name }: Machine): Promise<void> {
  const cgroups = machineCgroups(lab.description.host.cgroups, cgroupName(lab.folder), name);
  await startMachine(cgroups, machineFolder(lab.folder, name));
  if (!lab.hasUnifiedCgroups) return;
  // The cgroup of the first process becomes the root that the machine sees, so that process moves only now.
  for (const cgroup of cgroups) {
    await moveToLeaf(cgroup, 'init');
    delegateControllers(cgroup);
  }
}

async function mountAll(lab: Lab, machine: Machine): Promise<void> {
  const { host, k3s, layout } = lab.description;
  const [archive] = layout.images?.archives ?? [];
  const folder = machineFolder(lab.folder, machine.name);
  const images = archive === undefined ? {} : { images: dirname(archive.path) };
  await lab.runAll(listMountCommands({ machine, folder, host, k3s, ...images }));
}

function startK3s(lab: Lab, { name, role }: NodeMachine): void {
  const k3s = join(GIVEN.links, 'k3s');
  startService(lab, name, ['sh', '-c', KEEP_RUNNING, 'k3s-service', k3s, role]);
}
