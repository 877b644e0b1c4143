import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';

/** The default folder of labs. */
export const LABS = '/var/lib/netstack/labs';

/** The files in a lab's folder. */
export interface LabFolder {
  /** `/var/lib/netstack/labs/pikube` */
  readonly path: string;
  /** What was made, in order, for `lab down`. */
  readonly journal: string;
  /** The lab as it was requested, with its layout. */
  readonly description: string;
  /** The manifest of the generated Secrets and ConfigMaps. */
  readonly secrets: string;
  /** The manifest of the CRDs that the lab installs. */
  readonly crds: string;
  /** The client's kubeconfig, with the API server's address on the LAN. */
  readonly kubeconfig: string;
  /** The client's kubectl and the other names of k3s. */
  readonly links: string;
  /** The configuration of the router's name server and relay. */
  readonly services: string;
  /** The socket that leads to the API server from outside the lab. */
  readonly apiSocket: string;
}

/** The prefix of the names of labs' cgroups. */
export const LAB_CGROUPS = 'netstack-lab.';

/**
 * The name of a lab's cgroups: `netstack-lab.pikube`. The cgroups of all labs of a host have the same parent, so the name
 * contains a digest of the lab's folder, unless that is the default one: `netstack-lab.pikube@3f2a91bc`.
 */
export function cgroupName({ path }: LabFolder): string {
  const folder = dirname(path);
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 8);
  return `${LAB_CGROUPS}${basename(path)}${folder === LABS ? '' : `@${digest}`}`;
}

/** Whether a cgroup of this name belongs to a lab of the cluster, in whichever folder that is. */
export function isCgroupOf(name: string, cluster: string): boolean {
  const [lab = '', digest] = name.split('@');
  return lab === `${LAB_CGROUPS}${cluster}` && (digest === undefined || /^[\da-f]{8}$/.test(digest));
}

/** The configuration file of one BGP router, and the socket of its `birdc -s`. */
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
    crds: join(path, 'crds.yaml'),
    kubeconfig: join(path, 'kubeconfig'),
    links: join(path, 'links'),
    services: join(path, 'services.json'),
    apiSocket: join(path, 'api.sock'),
  };
}

/** The files of one machine, which replace the host's. */
export interface MachineFolder {
  readonly path: string;
  /** Which process holds the machine's namespaces. */
  readonly init: string;
  readonly log: string;
  /** The upper layer of `/etc` over the host's files. */
  readonly etc: string;
  readonly etcWork: string;
  /** `/etc/rancher` and `/etc/cni`, without the host's k3s. */
  readonly rancher: string;
  readonly cni: string;
  /** `/etc/systemd/system`, without the host's units. */
  readonly units: string;
  readonly varLib: string;
  readonly varLog: string;
  readonly opt: string;
  /** Files that hide kernel settings of the whole host. */
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
    units: join(path, 'units'),
    varLib: join(path, 'var-lib'),
    varLog: join(path, 'var-log'),
    opt: join(path, 'opt'),
    sysctls: join(path, 'sysctls'),
  };
}

/** Paths inside a node of what the lab adds. */
export const GIVEN = {
  /** The folder that contains the k3s binary. */
  programs: '/var/lib/netstack/programs',
  /** `k3s`, `kubectl` and its other names. */
  links: '/var/lib/netstack/links',
  images: '/var/lib/netstack/images',
  cniPlugins: '/var/lib/netstack/cni-plugins',
} as const;

/** The path on the host of a path in a node's `/var/lib`. */
export function inVarLib({ varLib }: MachineFolder, path: string): string {
  return join(varLib, path.slice('/var/lib/'.length));
}

/** k3s's folders inside a node. */
export const K3S = {
  data: '/var/lib/rancher/k3s',
  images: '/var/lib/rancher/k3s/agent/images',
  containerd: '/var/lib/rancher/k3s/agent/etc/containerd',
  manifests: '/var/lib/rancher/k3s/server/manifests',
  cniPlugins: '/var/lib/rancher/k3s/data/cni',
} as const;

/** Lists the folders that have to exist before the machine's mounts are made. */
export function listMachineFolders(folder: MachineFolder): readonly string[] {
  return [
    ...['rancher', 'cni', 'systemd/system'].map((name) => join(folder.etc, name)),
    ...[folder.etcWork, folder.rancher, folder.cni, folder.units, folder.varLog, folder.opt, folder.sysctls],
    ...Object.values(GIVEN).map((path) => inVarLib(folder, path)),
  ];
}
