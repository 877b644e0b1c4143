import type { Family } from '../../address';
import type { NetworkPlan, NodePlan } from '../../plan';
import { Cidr } from '../../address';
import type { VerifyContext } from '../check';
import type { NodeObject } from '../readings';
import { readNodes } from '../readings';

/** One node's pod CIDR and tunnel, as the other nodes need to know them. */
export interface Share {
  readonly node: NodePlan;
  readonly family: Family;
  readonly podCidr: Cidr;
  /** Address of flannel's device in it: the first. */
  readonly vtep: string;
  /** Address of the bridge in it: the second. */
  readonly bridge: string;
  /** Address that flannel sends to the node by. */
  readonly underlay: string;
  /** MAC address of its VXLAN device, from the Node's annotation. */
  readonly mac?: string;
  /** Public key of its WireGuard device, from the Node's annotation. */
  readonly publicKey?: string;
}

/** The shares of all other nodes. Nodes that have not joined have none. @throws UnreachableError */
export async function readPeers(context: VerifyContext, self: NodePlan): Promise<readonly Share[]> {
  const nodes = await readNodes(context.cluster);
  return context.plan.nodes
    .filter((node) => node !== self)
    .flatMap((node) => {
      const object = nodes.find(({ metadata }) => metadata.name === node.name);
      return object === undefined ? [] : deriveShares(context.plan, node, object);
    });
}

/** A node's shares, one per family. */
export function deriveShares(plan: NetworkPlan, node: NodePlan, object: NodeObject): readonly Share[] {
  return (object.spec.podCIDRs ?? []).flatMap((text) => {
    const podCidr = Cidr.parse(text);
    const { family } = podCidr;
    const underlay = findUnderlay(plan, node, family);
    if (underlay === undefined) return [];
    const { VtepMAC: mac, PublicKey: publicKey } = parseBackendData(object, family) ?? {};
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

/** The address that flannel publishes: with `flannelExternalIp` the external one. */
export function findUnderlay({ flannel }: NetworkPlan, node: NodePlan, family: Family): string | undefined {
  const external = flannel.externalIp ? node.nodeExternalIp : [];
  return [...external, ...node.nodeIp].find((address) => address.family === family)?.toString();
}

/** The annotation in which flannel publishes a device. */
export function formatBackendDataKey(family: Family): string {
  return family === 6 ? 'backend-v6-data' : 'backend-data';
}

/** The annotation of a node's VXLAN or WireGuard device. */
export function parseBackendData({ metadata }: NodeObject, family: Family): BackendData | undefined {
  const text = metadata.annotations?.[`flannel.alpha.coreos.com/${formatBackendDataKey(family)}`];
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
  /** The same for both families. */
  readonly PublicKey?: string;
}
