import type { Address, Cidr } from '../../address';
import type { NetworkPlan, NodePlan } from '../../plan';
import { findSegment } from '../../plan';

/** One stretch of Ethernet: networks of the LAN whose hosts see each other's frames. */
export interface Wire {
  /** Name of its bridge: `lan`, `lan2`. */
  readonly bridge: string;
  readonly segments: readonly Cidr[];
}

/**
 * The LAN's networks by wire. Two are on one wire where a node has an address in both, and so are those of the
 * gateways: they are one router's.
 */
export function wiresOf(plan: NetworkPlan): readonly Wire[] {
  const groups = plan.lan.cidr.map((segment) => new Set([segment]));
  const join = (addresses: readonly Address[]): void => {
    const segments = addresses.flatMap((address) => findSegment(plan.lan, address) ?? []);
    const [first, ...others] = groups.filter((group) => segments.some((segment) => group.has(segment)));
    for (const other of others) {
      for (const segment of other) first?.add(segment);
      groups.splice(groups.indexOf(other), 1);
    }
  };
  for (const { nodeIp } of plan.nodes) join(nodeIp);
  join(plan.lan.gateway);
  return groups.map((group, index) => ({
    bridge: index === 0 ? 'lan' : `lan${index + 1}`,
    segments: plan.lan.cidr.filter((segment) => group.has(segment)),
  }));
}

/** The wire that a node is on. */
export function wireOf(plan: NetworkPlan, wires: readonly Wire[], { nodeIp }: NodePlan): Wire | undefined {
  const segments = nodeIp.map((address) => findSegment(plan.lan, address));
  return wires.find((wire) => wire.segments.some((segment) => segments.includes(segment)));
}
