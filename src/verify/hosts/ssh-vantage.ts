import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NetworkPlan } from '../../plan';
import type { Kubectl, Place } from '../place';
import { Unreachable } from '../place';
import { LocalVantage } from './local-vantage';
import { OwnClusterReader, readerCandidate } from './own-cluster-reader';
import { RememberingPlace } from './remembering-place';
import { SshPlace } from './ssh-place';
import type { ThisMachine } from './this-machine';
import type { Vantage } from './vantage';

/** Where k3s writes the kubeconfig of a server. */
const K3S_KUBECONFIG = '/etc/rancher/k3s/k3s.yaml';

/** Every node by ssh, the LAN from this machine. */
export class SshVantage implements Vantage {
  readonly title: string;
  readonly cluster: OwnClusterReader;
  private readonly folder = mkdtempSync(join(tmpdir(), 'netstack-'));
  private readonly connections: readonly SshPlace[];
  private readonly places: ReadonlyMap<string, Place>;
  private readonly local: LocalVantage;

  /**
   * @param user who to log in as; undefined: whom ssh's own configuration names
   * @param kubeconfig undefined: the first server that can be reached is asked
   */
  constructor(plan: NetworkPlan, machine: ThisMachine, user?: string, kubeconfig?: string) {
    const options = { folder: this.folder, ...(user !== undefined && { user }) };
    this.connections = plan.nodes.map(({ name, nodeIp }) => new SshPlace(name, String(nodeIp[0]), options));
    this.places = new Map(this.connections.map((place) => [place.name, new RememberingPlace(place)]));
    this.local = new LocalVantage(plan, machine, kubeconfig);
    this.title = `by ssh to ${plan.nodes.length === 1 ? 'the node' : `${plan.nodes.length} nodes`}`;
    this.cluster = kubeconfig === undefined ? this.throughServers(plan) : this.local.cluster;
  }

  node(name: string): Place {
    const place = this.places.get(name);
    if (place === undefined)
      throw new Unreachable(`the profile has no node ${name}`, 'add it to the profile');
    return place;
  }

  get lan(): Place {
    return this.local.lan;
  }

  get kubectl(): Kubectl {
    return this.cluster.kubectl;
  }

  async close(): Promise<void> {
    await Promise.all(this.connections.map((connection) => connection.close()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private throughServers(plan: NetworkPlan): OwnClusterReader {
    const servers = this.connections.filter(({ name }) =>
      plan.servers.some((server) => server.name === name),
    );
    return new OwnClusterReader(
      plan,
      servers.map((place) => readerCandidate(`k3s on ${place.name}`, place, K3S_KUBECONFIG)),
    );
  }
}
