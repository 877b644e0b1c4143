import type { Address, Cidr } from '../../address';
import type { NetworkPlan, NodePlan } from '../../plan';
import { findSegment } from '../../plan';

/** An Ethernet segment: networks of the LAN whose hosts receive each other's frames. */
export interface Wire {
  /** Name of its bridge: `lan`, `lan2`. */
  readonly bridge: string;
  readonly segments: readonly Cidr[];
}

/**
 * Groups the LAN's networks by wire. Two networks share a wire if a node has an address in both. The gateways' networks
 * share one, since the gateways are one router.
 */
export function groupWires(plan: NetworkPlan): readonly Wire[] {
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

/** Finds the wire that a node is connected to. */
export function findWire(plan: NetworkPlan, wires: readonly Wire[], { nodeIp }: NodePlan): Wire | undefined {
  const segments = nodeIp.map((address) => findSegment(plan.lan, address));
  return wires.find((wire) => wire.segments.some((segment) => segments.includes(segment)));
}
