import { dirname, join } from 'node:path';
import type { CgroupHierarchy } from '../host/cgroups';
import type { HostFacts, K3sBinary } from '../host/host-facts';
import type { LabCommand } from './commands';
import type { MachineFolder } from './folders';
import { GIVEN, inVarLib } from './folders';
import type { Machine } from './machine';
import { KERNEL_SETTINGS } from './kernel-settings';

/** What a machine sees of the host. */
export interface MachineMounts {
  readonly machine: Machine;
  readonly folder: MachineFolder;
  readonly host: HostFacts;
  readonly k3s: K3sBinary;
  /** Folder of the image archives. */
  readonly images?: string;
}

/** Lists the commands that create a machine's view of the file system, in order. The mounts end with the machine. */
export function listMountCommands(mounts: MachineMounts): readonly LabCommand[] {
  const { machine, folder } = mounts;
  const commands = [
    // sysfs shows the network namespace of the process that mounts it.
    ['mount', '-t', 'sysfs', 'sysfs', '/sys'],
    ...etc(folder),
    ...(machine.kind === 'node' ? node(mounts) : []),
    ['mount', '-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', '/run'],
    ['mkdir', '/run/lock', '/run/netns'],
    // The kubelet propagates mounts to its pods.
    ['mount', '--make-rshared', '/'],
  ];
  return commands.map((argv) => ({ machine: machine.name, argv }));
}

function etc({ etc, etcWork, rancher, cni, units }: MachineFolder): string[][] {
  return [
    ['mount', '-t', 'overlay', '-o', `lowerdir=/etc,upperdir=${etc},workdir=${etcWork}`, 'overlay', '/etc'],
    bind(rancher, '/etc/rancher'),
    bind(cni, '/etc/cni'),
    bind(units, '/etc/systemd/system'),
  ];
}

/** `/var/lib` is last: the lab's folder may be in it, and is hidden from then on. */
function node({ folder, host, k3s, images }: MachineMounts): string[][] {
  const given = (path: string) => inVarLib(folder, path);
  return [
    ...cgroups(host.cgroups),
    ...KERNEL_SETTINGS.map(({ path }) => bind(join(folder.sysctls, path), `/proc/sys/${path}`)),
    bind(dirname(k3s.path), given(GIVEN.programs)),
    ...(images === undefined ? [] : [bind(images, given(GIVEN.images))]),
    ...(host.cniPlugins === undefined ? [] : [bind(host.cniPlugins, given(GIVEN.cniPlugins))]),
    bind(folder.varLog, '/var/log'),
    bind(folder.opt, '/opt'),
    ['mount', '--rbind', folder.varLib, '/var/lib'],
  ];
}

function bind(from: string, to: string): string[] {
  return ['mount', '--bind', from, to];
}

/** The hierarchies with the machine's cgroup as their root. */
function cgroups(hierarchies: readonly CgroupHierarchy[]): string[][] {
  if (hierarchies.every(({ version }) => version === 2)) {
    return [['mount', '-t', 'cgroup2', 'cgroup2', '/sys/fs/cgroup']];
  }
  return [
    ['mount', '-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', '/sys/fs/cgroup'],
    ...hierarchies.flatMap(({ options }) => {
      const name = options.replace(/^none,name=/, '');
      const path = `/sys/fs/cgroup/${name}`;
      const parts = name.includes(',') ? name.split(',') : [];
      return [
        ['mkdir', path],
        ['mount', '-t', 'cgroup', '-o', options, 'cgroup', path],
        ...parts.map((part) => ['ln', '-s', name, `/sys/fs/cgroup/${part}`]),
      ];
    }),
  ];
}
