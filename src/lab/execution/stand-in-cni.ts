import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClusterState } from '../cluster/objects';
import { machineFolder } from '../layout/folders';
import type { NodePodCidrs } from '../layout/stand-in-cni';
import { CNI_FILE, cniConfig, maskPods, routeToPods } from '../layout/stand-in-cni';
import type { Lab } from './lab';

/** Sets up a pod network on each node as soon as Kubernetes has assigned its pod CIDRs. */
export class StandInCni {
  private readonly known: NodePodCidrs[] = [];

  constructor(private readonly lab: Lab) {}

  async provide({ nodes }: ClusterState): Promise<void> {
    const clusterCidr = this.lab.description.standInCni;
    if (clusterCidr === undefined) return;
    for (const { metadata, spec } of nodes) {
      const { podCIDRs: podCidrs } = spec;
      if (podCidrs === undefined || this.known.some(({ name }) => name === metadata.name)) continue;
      await this.add(
        { name: metadata.name, addresses: this.addressesOf(metadata.name), podCidrs },
        clusterCidr,
      );
    }
  }

  private async add(share: NodePodCidrs, clusterCidr: readonly string[]): Promise<void> {
    const others = this.known.flatMap((other) => [
      ...routeToPods(share, other),
      ...routeToPods(other, share),
    ]);
    await this.lab.runAll([...maskPods(share, clusterCidr), ...others]);
    const folder = join(machineFolder(this.lab.folder, share.name).cni, 'net.d');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, CNI_FILE), cniConfig(share, this.mtu()));
    this.known.push(share);
  }

  private addressesOf(node: string): readonly string[] {
    const addresses = this.lab.machine(node).interfaces.flatMap((one) => one.addresses);
    return addresses.map((address) => address.slice(0, address.indexOf('/')));
  }

  private mtu(): number {
    return this.lab.layout.router.interfaces[0]?.mtu ?? 1500;
  }
}
