import type { Address, Cidr, Family } from '../../address';
import { contains } from '../../address';
import type { LanPlan, NodePlan } from '../model';

/** The network of the LAN that an address is in; the smallest where several have it. */
export function findSegment({ cidr: networks }: LanPlan, address: Address): Cidr | undefined {
  const around = networks.filter((cidr) => contains(cidr, address));
  return around.sort((a, b) => b.prefixLength - a.prefixLength)[0];
}

/** A node's first address of a family. */
export function findAddressOfFamily({ nodeIp }: NodePlan, family: Family): Address | undefined {
  return nodeIp.find((address) => address.family === family);
}

/** Two nodes whose addresses of one family are not in one network of the LAN; undefined where all are. */
export function findNodesApart(
  lan: LanPlan,
  nodes: readonly NodePlan[],
): readonly [near: Address, far: Address] | undefined {
  for (const family of [4, 6] as const) {
    const addresses = nodes.flatMap((node) => findAddressOfFamily(node, family) ?? []);
    const [near] = addresses;
    if (near === undefined) continue;
    const segment = findSegment(lan, near);
    const far = addresses.find((address) => findSegment(lan, address) !== segment);
    if (far !== undefined) return [near, far];
  }
  return undefined;
}
