import type { Family } from '../../address';
import type { NetworkPlan, NodePlan } from '../../plan';
import { Cidr } from '../../address';
import type { Verification } from '../check';
import type { NodeObject } from '../readings';
import { readNodes } from '../readings';

/** One node's share of a pod network, as the others have to know it. */
export interface Share {
  readonly node: NodePlan;
  readonly family: Family;
  readonly podCidr: Cidr;
  /** flannel's own address in it: the first. */
  readonly vtep: string;
  /** The bridge's address in it: the second. */
  readonly bridge: string;
  /** Where flannel reaches the node. */
  readonly underlay: string;
  /** MAC address of its VXLAN device, as it makes known. */
  readonly mac?: string;
  /** Public key of its WireGuard device, as it makes known. */
  readonly publicKey?: string;
}

/** The shares of every node but one. Nodes that have not joined have none. @throws Unreachable */
export async function readPeers(on: Verification, self: NodePlan): Promise<readonly Share[]> {
  const nodes = await readNodes(on.cluster);
  return on.plan.nodes
    .filter((node) => node !== self)
    .flatMap((node) => {
      const object = nodes.find(({ metadata }) => metadata.name === node.name);
      return object === undefined ? [] : sharesOf(on.plan, node, object);
    });
}

/** A node's own shares, one for each family. */
export function sharesOf(plan: NetworkPlan, node: NodePlan, object: NodeObject): readonly Share[] {
  return (object.spec.podCIDRs ?? []).flatMap((text) => {
    const podCidr = Cidr.parse(text);
    const { family } = podCidr;
    const underlay = underlayOf(plan, node, family);
    if (underlay === undefined) return [];
    const { VtepMAC: mac, PublicKey: publicKey } = backendData(object, family) ?? {};
    return [
      {
        ...{ node, family, podCidr, underlay },
        vtep: podCidr.at(0n).toString(),
        bridge: podCidr.at(1n).toString(),
        ...(mac !== undefined && { mac }),
        ...(publicKey !== undefined && { publicKey }),
      },
    ];
  });
}

/** The address that flannel tells the others: the external one where it is told to. */
export function underlayOf({ flannel }: NetworkPlan, node: NodePlan, family: Family): string | undefined {
  const external = flannel.externalIp ? node.nodeExternalIp : [];
  return [...external, ...node.nodeIp].find((address) => address.family === family)?.toString();
}

/** The annotation by which flannel makes an interface known. */
export function backendDataKey(family: Family): string {
  return family === 6 ? 'backend-v6-data' : 'backend-data';
}

/** What a node makes known of its VXLAN or WireGuard device. */
export function backendData({ metadata }: NodeObject, family: Family): BackendData | undefined {
  const text = metadata.annotations?.[`flannel.alpha.coreos.com/${backendDataKey(family)}`];
  if (text === undefined) return undefined;
  try {
    return (JSON.parse(text) ?? undefined) as BackendData | undefined;
  } catch {
    return undefined;
  }
}

interface BackendData {
  readonly VNI?: number;
  readonly VtepMAC?: string;
  /** The same for both families: a node has one key. */
  readonly PublicKey?: string;
}
