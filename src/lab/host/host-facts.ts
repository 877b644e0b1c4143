import type { CgroupHierarchy } from './cgroups';

/** What the lab has to know of the machine that it runs on. */
export interface HostFacts {
  /** The trees in which each lab machine gets a cgroup of its own. */
  readonly cgroups: readonly CgroupHierarchy[];
  /** Whether the kernel makes WireGuard interfaces. */
  readonly wireguard: boolean;
  /** Whether the kernel has IPVS. */
  readonly ipvs: boolean;
  /** Whether processes may be made less likely to be killed (CAP_SYS_RESOURCE), as k3s does with its own. */
  readonly lowersOomScore: boolean;
  /** The BIRD routing daemon, where there is one. */
  readonly bird?: BirdPrograms;
  /** The program that gives a namespace a way out without a change to the host's network, where there is one. */
  readonly slirp4netns?: string;
  /** A folder with the CNI plugins `bridge` and `host-local`, where there is one. */
  readonly cniPlugins?: string;
}

/** Debian's package `bird2` has both. */
export interface BirdPrograms {
  /** `bird` */
  readonly daemon: string;
  /** `birdc`, which asks the daemon how its sessions are. */
  readonly client: string;
}

/** The k3s that the nodes run. */
export interface K3sProgram {
  /** The file itself, no link. */
  readonly path: string;
  /** As it says of itself: `v1.37.1+k3s1`. */
  readonly version: string;
}

/** Image archives that the nodes are given. */
export interface ImageArchive {
  readonly path: string;
  /** Names of its images with their registries; undefined where it is compressed and nobody looked. */
  readonly names: readonly string[] | undefined;
}
