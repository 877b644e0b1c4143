import type { L2AdvertisementPlan, NetworkPlan, NodePlan } from '../../plan';
import { contains } from '../../address';
import { pathOf, joinList } from '../../diagnostics';
import { hasAddressIn, isExcludedInterface, isOverlayInterface, poolsOf, selectNodes } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbL2InterfaceUnknown: NetworkRule = {
  id: 'metallb-l2-interface-unknown',
  severity: 'hint',
  title: "L2 advertisement names an interface that is no node's flannelIface",
  why:
    'MetalLB elects the announcing node without a check of its interfaces. If that node has none of the interfaces that ' +
    'are named, no node announces the address, and no other node takes over.',
  fix: 'Check the name with "ip link" on each node. Use nodeSelectors to leave out nodes without the interface.',
  check(plan, report, source) {
    for (const advertisement of plan.metallb?.l2Advertisements ?? []) {
      const nodes = selectNodes(plan, advertisement.nodeSelectors);
      const names = listKnownInterfaces(nodes);
      // A node with further interfaces names them all: another rule compares those.
      if (nodes.some(({ interfaces }) => interfaces.length > 0)) continue;
      if (names === undefined || isForOtherSegments(plan, advertisement, nodes)) continue;
      // With one interface that every node has, the others may well be further ones.
      if (names.every((name) => advertisement.interfaces.includes(name))) continue;
      for (const [index, name] of advertisement.interfaces.entries()) {
        if (names.includes(name) || isExcludedInterface(name)) continue;
        const path = pathOf(advertisement, 'interfaces', index);
        report({
          path,
          message: `${source.quote(path)} is not the flannelIface of the nodes, ${joinList(names.map((one) => `"${one}"`))}.`,
          hint: 'If the announcing node has no such interface, no node announces the address. Check the name with "ip link" on each node.',
        });
      }
    }
  },
};

/** The interfaces of all nodes; undefined where the profile does not name one that could carry ARP for each of them. */
function listKnownInterfaces(nodes: readonly NodePlan[]): readonly string[] | undefined {
  const names = [...new Set(nodes.map(({ flannelIface }) => flannelIface))];
  const known = names.filter((name) => name !== undefined).filter((name) => !isOverlayInterface(name));
  return known.length === 0 || known.length < names.length ? undefined : known;
}

/** Whether an advertisement is only for networks that the nodes reach by another interface, such as a VLAN. */
function isForOtherSegments(
  { metallb, lan }: NetworkPlan,
  advertisement: L2AdvertisementPlan,
  nodes: readonly NodePlan[],
): boolean {
  const ranges =
    metallb === undefined ? [] : poolsOf(metallb, advertisement).flatMap(({ addresses }) => addresses);
  return (
    ranges.length > 0 &&
    ranges.every((range) => {
      const cidr = lan.cidr.find((network) => contains(network, range));
      return cidr !== undefined && !nodes.some((node) => hasAddressIn(node, cidr));
    })
  );
}
