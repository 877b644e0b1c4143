import { readFileSync, writeFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesApi } from '../cluster/kubernetes-api';
import type { ClusterState } from '../cluster/objects';
import { clusterState } from '../cluster/objects';
import type { Expected } from '../cluster/readiness';
import { isReady, missing } from '../cluster/readiness';
import type { WaitOptions } from '../cluster/wait';
import { waitUntil } from '../cluster/wait';
import { LabError } from '../errors';
import { machineFolder } from '../layout/folders';
import type { NodeShare } from '../layout/stand-in-cni';
import { CNI_FILE, cniConfig, maskPods, routeToPods } from '../layout/stand-in-cni';
import type { Lab } from './lab';

/** Reads a lab's cluster; undefined while its API server does not answer. */
export class ClusterObserver {
  private api: KubernetesApi | undefined;

  constructor(private readonly lab: Lab) {}

  async state(): Promise<ClusterState | undefined> {
    this.api ??= this.lab.api();
    if (this.api === undefined) return undefined;
    try {
      return await clusterState(this.api);
    } catch (error) {
      if (error instanceof LabError) return undefined;
      throw error;
    }
  }

  close(): void {
    this.api?.close();
  }
}

/** What the lab of a description has to become. */
export function expectedOf({ description }: Lab): Expected {
  const { layout, addons } = description;
  return {
    nodes: layout.nodes.map(({ name }) => name),
    addons,
    loadBalancers: layout.loadBalancers,
    missingImages: layout.images?.missingImages ?? [],
  };
}

/** Waits until the nodes are there; where the lab's own CNI stands in, gives them pod networks. */
export async function nodesReady(lab: Lab, options: WaitOptions): Promise<void> {
  const { nodes } = expectedOf(lab);
  const cni = new StandInCni(lab);
  await observed(lab, options, async (state) => {
    await cni.provide(state);
    const ready = state.nodes.filter(isReady).map(({ metadata }) => metadata.name);
    const rest = nodes.filter((name) => !ready.includes(name));
    return rest.length === 0
      ? []
      : [`${rest.length} of ${nodes.length} nodes to be Ready (${rest.join(', ')})`];
  });
}

/** Waits until everything runs. */
export async function allReady(lab: Lab, options: WaitOptions): Promise<void> {
  const expected = expectedOf(lab);
  await observed(lab, options, (state) => Promise.resolve(missing(state, expected)));
}

async function observed(
  lab: Lab,
  options: WaitOptions,
  lacking: (state: ClusterState) => Promise<readonly string[]>,
): Promise<void> {
  const observer = new ClusterObserver(lab);
  const look = async () => {
    const state = await observer.state();
    return state === undefined ? ['the API server to answer'] : lacking(state);
  };
  try {
    await waitUntil(look, options);
  } catch (error) {
    throw error instanceof LabError ? new LabError(`${error.message}${fatalWords(lab)}`) : error;
  } finally {
    observer.close();
  }
}

/** What k3s ended with on each node, as far as it did. */
export function fatalWords(lab: Lab): string {
  const lines = lab.layout.nodes.flatMap(({ name }) => {
    const { log } = machineFolder(lab.folder, name);
    const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
    const fatal = text.split('\n').filter((line) => line.includes('level=fatal'));
    return fatal.slice(-1).map((line) => `\n  ${name}: ${line}`);
  });
  return lines.join('');
}

/** Gives each node a pod network as soon as it has been given its share of addresses. */
class StandInCni {
  private readonly known: NodeShare[] = [];

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

  private async add(share: NodeShare, clusterCidr: readonly string[]): Promise<void> {
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
