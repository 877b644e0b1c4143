import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';

/** Where labs are kept unless a user names a folder. */
export const LABS = '/var/lib/netstack/labs';

/** Where a lab keeps what it is made of. One folder a lab; without it there is no lab. */
export interface LabFolder {
  /** `/var/lib/netstack/labs/pikube` */
  readonly path: string;
  /** What was made, in its order, for whoever takes it down. */
  readonly journal: string;
  /** The layout, and how the lab was asked for. */
  readonly description: string;
  /** Made-up Secrets, as a manifest. */
  readonly secrets: string;
  /** For the client: the API server by its address on the LAN. */
  readonly kubeconfig: string;
  /** Folder with kubectl and its like, for the client. */
  readonly links: string;
  /** What the router's name server and relay are told. */
  readonly services: string;
  /** By which the API server is reached from outside the lab. */
  readonly apiSocket: string;
}

/** What the names of all labs' cgroups begin with. */
export const LAB_CGROUPS = 'netstack-lab.';

/**
 * The name of a lab's cgroups: `netstack-lab.pikube`. All labs of a host have theirs in one place, so it tells of the
 * folder that the lab is kept in too, unless that is the usual one: `netstack-lab.pikube@3f2a91bc`.
 */
export function cgroupName({ path }: LabFolder): string {
  const folder = dirname(path);
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 8);
  return `${LAB_CGROUPS}${basename(path)}${folder === LABS ? '' : `@${digest}`}`;
}

/** Whether a cgroup of this name belongs to a lab of the cluster, in whichever folder that lab is kept. */
export function isCgroupOf(name: string, cluster: string): boolean {
  const [lab = '', digest] = name.split('@');
  return lab === `${LAB_CGROUPS}${cluster}` && (digest === undefined || /^[\da-f]{8}$/.test(digest));
}

/** What one BGP router is told, and where it answers `birdc -s`. */
export function birdFiles(
  { path }: LabFolder,
  router: string,
): { readonly config: string; readonly socket: string } {
  return { config: join(path, `bird-${router}.conf`), socket: join(path, `bird-${router}.sock`) };
}

export function labFolder(path: string): LabFolder {
  return {
    path,
    journal: join(path, 'journal.ndjson'),
    description: join(path, 'lab.json'),
    secrets: join(path, 'secrets.yaml'),
    kubeconfig: join(path, 'kubeconfig'),
    links: join(path, 'links'),
    services: join(path, 'services.json'),
    apiSocket: join(path, 'api.sock'),
  };
}

/** What one machine has instead of what is the host's. */
export interface MachineFolder {
  readonly path: string;
  /** The process that keeps the machine's namespaces, once it runs. */
  readonly init: string;
  readonly log: string;
  /** What it has in `/etc` beyond the host's files, and in place of them. */
  readonly etc: string;
  readonly etcWork: string;
  /** `/etc/rancher` and `/etc/cni`: nothing of the host's own k3s. */
  readonly rancher: string;
  readonly cni: string;
  readonly varLib: string;
  readonly varLog: string;
  readonly opt: string;
  /** Files in place of settings of the kernel that belong to all of the host. */
  readonly sysctls: string;
}

export function machineFolder(lab: LabFolder, machine: string): MachineFolder {
  const path = join(lab.path, 'machines', machine);
  return {
    path,
    init: join(path, 'init.json'),
    log: join(path, 'log'),
    etc: join(path, 'etc'),
    etcWork: join(path, 'etc-work'),
    rancher: join(path, 'rancher'),
    cni: join(path, 'cni'),
    varLib: join(path, 'var-lib'),
    varLog: join(path, 'var-log'),
    opt: join(path, 'opt'),
    sysctls: join(path, 'sysctls'),
  };
}

/** Where a node finds what it is given, as seen from inside. */
export const GIVEN = {
  /** The folder that k3s is in, with all that is beside it. */
  programs: '/var/lib/netstack/programs',
  /** `k3s`, `kubectl` and its like. */
  links: '/var/lib/netstack/links',
  images: '/var/lib/netstack/images',
  cniPlugins: '/var/lib/netstack/cni-plugins',
} as const;

/** Where something in a node's `/var/lib` is on the host. */
export function inVarLib({ varLib }: MachineFolder, path: string): string {
  return join(varLib, path.slice('/var/lib/'.length));
}

/** k3s's folders, as seen from inside. */
export const K3S = {
  data: '/var/lib/rancher/k3s',
  images: '/var/lib/rancher/k3s/agent/images',
  containerd: '/var/lib/rancher/k3s/agent/etc/containerd',
  manifests: '/var/lib/rancher/k3s/server/manifests',
  cniPlugins: '/var/lib/rancher/k3s/data/cni',
} as const;

/** Folders that have to be there before the machine's mounts are made. */
export function machineFolders(folder: MachineFolder): readonly string[] {
  return [
    ...['rancher', 'cni'].map((name) => join(folder.etc, name)),
    ...[folder.etcWork, folder.rancher, folder.cni, folder.varLog, folder.opt, folder.sysctls],
    ...Object.values(GIVEN).map((path) => inVarLib(folder, path)),
  ];
}
