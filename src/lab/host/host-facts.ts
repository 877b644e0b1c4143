import type { CgroupHierarchy } from './cgroups';

/** Facts about the host that a lab depends on. */
export interface HostFacts {
  /** The hierarchies in which each machine of a lab has its own cgroup. */
  readonly cgroups: readonly CgroupHierarchy[];
  /** Whether the kernel supports WireGuard. */
  readonly wireguard: boolean;
  /** Whether the kernel supports IPVS. */
  readonly ipvs: boolean;
  /** Whether k3s may lower the OOM score of its processes (CAP_SYS_RESOURCE). */
  readonly lowersOomScore: boolean;
  /** The BIRD routing daemon, if it is installed. */
  readonly bird?: BirdPrograms;
  /** slirp4netns, if it is installed: connects a namespace to the outside without a change to the host's network. */
  readonly slirp4netns?: string;
  /** A folder with the CNI plugins of the lab's own CNI, if there is one. */
  readonly cniPlugins?: string;
}

/** Both are in Debian's package `bird2`. */
export interface BirdPrograms {
  /** `bird` */
  readonly daemon: string;
  /** `birdc`, which reads the state of the daemon's sessions. */
  readonly client: string;
}

/** The k3s that the nodes run. */
export interface K3sBinary {
  /** The path of the file, links resolved. */
  readonly path: string;
  /** As `k3s --version` prints it: `v1.37.1+k3s1`. */
  readonly version: string;
}

/** An image archive for the nodes. */
export interface ImageArchive {
  readonly path: string;
  /** Names of its images with their registries; undefined for a compressed archive, which is not read. */
  readonly names: readonly string[] | undefined;
}
