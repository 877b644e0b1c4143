/** A hierarchy of cgroups that is mounted on the host. */
export interface CgroupHierarchy {
  readonly version: 1 | 2;
  /** The mount point: `/sys/fs/cgroup/memory`. */
  readonly path: string;
  /** Mount options of version 1: `cpu,cpuacct`, `none,name=systemd`. Empty for version 2. */
  readonly options: string;
}

/** Mount options of cgroup v1 that select no controller. */
const NO_CONTROLLER = /^(?:rw|ro|xattr|noprefix|clone_children|cpuset_v2_mode|release_agent=.*)$/;

/**
 * The hierarchies that limit pods: those of version 1 if memory is among them, otherwise that of version 2.
 *
 * @param mountInfo text of `/proc/self/mountinfo`
 * @see https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html
 */
export function cgroupHierarchies(mountInfo: string): readonly CgroupHierarchy[] {
  const mounted = mountInfo.split('\n').flatMap(parseHierarchy);
  const first = mounted.filter(({ version }) => version === 1);
  const usesFirst = first.some(({ options }) => options.split(',').includes('memory'));
  return usesFirst ? removeDuplicates(first) : mounted.filter(({ version }) => version === 2).slice(0, 1);
}

function parseHierarchy(line: string): CgroupHierarchy[] {
  const [mount = '', system = ''] = line.split(' - ');
  const path = mount.split(' ')[4];
  const [type, , options = ''] = system.split(' ');
  if (path === undefined) return [];
  if (type === 'cgroup2') return [{ version: 2, path, options: '' }];
  if (type !== 'cgroup') return [];
  const chosen = options.split(',').filter((option) => !NO_CONTROLLER.test(option));
  const named = chosen.some((option) => option.startsWith('name='));
  return [{ version: 1, path, options: [...(named ? ['none'] : []), ...chosen].join(',') }];
}

/** Removes hierarchies that are mounted a second time. */
function removeDuplicates(hierarchies: readonly CgroupHierarchy[]): readonly CgroupHierarchy[] {
  return hierarchies.filter(
    ({ options }, index) => hierarchies.findIndex((other) => other.options === options) === index,
  );
}
