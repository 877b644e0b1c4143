import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NetworkPlan } from '../../plan';
import type { Kubectl, Host } from '../host';
import { UnreachableError } from '../host';
import { LocalAccess } from './local-access';
import { ClusterApiReader, createReaderCandidate } from './cluster-api-reader';
import { CachedHost } from './cached-host';
import { SshHost } from './ssh-host';
import type { LocalMachine } from './local-machine';
import type { ClusterAccess } from './cluster-access';

/** Where k3s writes the kubeconfig of a server. */
const K3S_KUBECONFIG = '/etc/rancher/k3s/k3s.yaml';

/** Reaches every node by ssh, and the LAN from this machine. */
export class SshAccess implements ClusterAccess {
  readonly title: string;
  readonly cluster: ClusterApiReader;
  private readonly folder = mkdtempSync(join(tmpdir(), 'netstack-'));
  private readonly connections: readonly SshHost[];
  private readonly hosts: ReadonlyMap<string, Host>;
  private readonly local: LocalAccess;

  /**
   * @param user to log in as; undefined: the one of ssh's configuration
   * @param kubeconfig undefined: the first server that ssh reaches
   */
  constructor(plan: NetworkPlan, machine: LocalMachine, user?: string, kubeconfig?: string) {
    const options = { folder: this.folder, ...(user !== undefined && { user }) };
    this.connections = plan.nodes.map(({ name, nodeIp }) => new SshHost(name, String(nodeIp[0]), options));
    this.hosts = new Map(this.connections.map((host) => [host.name, new CachedHost(host)]));
    this.local = new LocalAccess(plan, machine, kubeconfig);
    this.title = `by ssh to ${plan.nodes.length === 1 ? 'the node' : `${plan.nodes.length} nodes`}`;
    this.cluster = kubeconfig === undefined ? this.throughServers(plan) : this.local.cluster;
  }

  node(name: string): Host {
    const host = this.hosts.get(name);
    if (host === undefined)
      throw new UnreachableError(`the profile has no node ${name}`, 'add it to the profile');
    return host;
  }

  get lan(): Host {
    return this.local.lan;
  }

  get kubectl(): Kubectl {
    return this.cluster.kubectl;
  }

  async close(): Promise<void> {
    await Promise.all(this.connections.map((connection) => connection.close()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private throughServers(plan: NetworkPlan): ClusterApiReader {
    const servers = this.connections.filter(({ name }) =>
      plan.servers.some((server) => server.name === name),
    );
    return new ClusterApiReader(
      plan,
      servers.map((host) => createReaderCandidate(`k3s on ${host.name}`, host, K3S_KUBECONFIG)),
    );
  }
}
