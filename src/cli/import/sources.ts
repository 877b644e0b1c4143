import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { ObservedNetwork } from '../../import';
import { mergeNetworks, readCluster, readFiles, readFolder, readHost } from '../../import';
import { UsageError } from '../../profile/profile-files';
import type { ClusterReader, Host } from '../../verify';
import { CommandHost, createReaderCandidate, SshHost, UnreachableError } from '../../verify';
import { formatOwnRootCommand } from '../../terminal/own-command';
import { LabAccess } from '../verify/lab-access';
import { findRunningLab } from '../verify/find-lab';

/** Where an import reads from. */
export interface SourceOptions {
  /** Folders and files. */
  readonly from: readonly string[];
  /** `user@host`, or `host`. */
  readonly ssh?: readonly string[];
  readonly kubeconfig?: string;
  /** The name of a cluster whose lab runs. */
  readonly lab?: string;
}

/** Where k3s writes the kubeconfig of a server. */
const K3S_KUBECONFIG = '/etc/rancher/k3s/k3s.yaml';

/** Reads every source that was asked for. @throws UsageError, UnreachableError */
export async function readSources(options: SourceOptions): Promise<ObservedNetwork> {
  const { from, ssh = [], kubeconfig, lab } = options;
  const networks = from.map(readPath);
  if (ssh.length > 0) networks.push(await readBySsh(ssh, kubeconfig === undefined));
  if (kubeconfig !== undefined) networks.push(await readByKubeconfig(kubeconfig));
  if (lab !== undefined) networks.push(await readLab(lab));
  if (networks.length === 0) {
    throw new UsageError(
      'name a source: --from <folder>, --ssh <user@host>, --kubeconfig <file> or --lab <cluster>',
    );
  }
  return mergeNetworks(networks);
}

/** How the sources are called in the profile that comes from them. */
export function describeSources({ from, ssh = [], kubeconfig, lab }: SourceOptions): string {
  const all = [
    ...from,
    ...(ssh.length > 0 ? [`${ssh.join(', ')} by ssh`] : []),
    ...(kubeconfig === undefined ? [] : [`the API server of ${kubeconfig}`]),
    ...(lab === undefined ? [] : [`the lab of ${lab}`]),
  ];
  return all.join(', ');
}

/** The name of the cluster that the sources are of: `dist/home` is of home. */
export function nameCluster({ from, lab }: SourceOptions): string | undefined {
  if (lab !== undefined) return lab;
  const [path] = from;
  return path === undefined ? undefined : namePath(path);
}

function namePath(path: string): string {
  const name = basename(resolve(path))
    .replace(/\.\w+$/, '')
    .toLowerCase();
  return /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name) ? name : 'imported';
}

function readPath(path: string): ObservedNetwork {
  if (!existsSync(path)) throw new UsageError(`there is no file or folder "${path}" to import from`);
  return readFiles(readFolder(path), namePath(path));
}

/** Reads each host, and the API server by the first of them that has the kubeconfig of a server. */
async function readBySsh(targets: readonly string[], withApi: boolean): Promise<ObservedNetwork> {
  const folder = mkdtempSync(join(tmpdir(), 'netstack-'));
  const hosts = targets.map((target) => openHost(target, folder));
  try {
    const networks = await Promise.all(hosts.map((host) => readHost(host)));
    const server = withApi ? await findServer(hosts) : undefined;
    if (server !== undefined) networks.push(await readCluster(server));
    return mergeNetworks(networks);
  } finally {
    await Promise.all(hosts.map((host) => host.close()));
    rmSync(folder, { recursive: true, force: true });
  }
}

function openHost(target: string, folder: string): SshHost {
  const at = target.lastIndexOf('@');
  const [user, address] = at < 0 ? [undefined, target] : [target.slice(0, at), target.slice(at + 1)];
  return new SshHost(address, address, { folder, ...(user !== undefined && { user }) });
}

async function findServer(hosts: readonly Host[]): Promise<ClusterReader | undefined> {
  for (const host of hosts) {
    const { status } = await host.run(['test', '-r', K3S_KUBECONFIG]);
    if (status === 0) return createReaderCandidate(host.name, host, K3S_KUBECONFIG).reader;
  }
  return undefined;
}

function readByKubeconfig(file: string): Promise<ObservedNetwork> {
  if (!existsSync(file)) throw new UsageError(`there is no kubeconfig "${file}"`);
  return readCluster(createReaderCandidate(file, new CommandHost('this machine'), file).reader);
}

/** Reads every machine of a lab, and its API server. */
async function readLab(cluster: string): Promise<ObservedNetwork> {
  const lab = findRunningLab(cluster);
  if (lab === undefined)
    throw new UnreachableError(`no lab of ${cluster} runs`, formatOwnRootCommand(['lab', 'up', cluster]));
  const access = new LabAccess(lab);
  try {
    const names = lab.layout.nodes.map(({ name }) => name);
    const networks = await Promise.all(names.map((name) => readHost(access.node(name))));
    return mergeNetworks([...networks, await readCluster(access.cluster)]);
  } finally {
    await access.close();
  }
}
