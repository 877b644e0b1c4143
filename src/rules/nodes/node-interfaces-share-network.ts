import type { ProfilePath } from '../../diagnostics';
import type { NetworkPlan, NodePlan } from '../../plan';
import type { Cidr } from '../../address';
import { overlaps } from '../../address';
import { pathOf } from '../../diagnostics';
import { findSegment, listInterfaceNetworks } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const nodeInterfacesShareNetwork: NetworkRule = {
  id: 'node-interfaces-share-network',
  severity: 'warning',
  title: 'Two interfaces of a node are in overlapping networks',
  why:
    'Linux sends packets to both networks by one of the interfaces, and answers ARP requests for the addresses of both ' +
    'on either. Replies leave by another interface than requests arrive on, and MetalLB announces on both.',
  fix: 'Connect one interface to each network: bond the two, or move one to another network.',
  check(plan, report, source) {
    for (const node of plan.nodes) {
      const all = [
        ...listOwnNetworks(plan, node),
        ...listInterfaceNetworks(node).map(({ on, cidr }) => ({ name: on.name, cidr, path: pathOf(cidr) })),
      ];
      for (const [index, later] of all.entries()) {
        const earlier = all
          .slice(0, index)
          .find(({ name, cidr }) => name !== later.name && overlaps(cidr, later.cidr));
        if (earlier === undefined) continue;
        report({
          path: later.path,
          message: `${source.quote(later.path)} on "${later.name}" overlaps the network of "${earlier.name}", ${earlier.cidr.toString()} (${source.line(earlier.path)}), on node "${node.name}".`,
          hint: 'Linux sends packets to both networks by one of the two interfaces. Connect one interface to each network.',
        });
      }
    }
  },
};

interface NamedNetwork {
  readonly name: string;
  readonly cidr: Cidr;
  readonly path: ProfilePath;
}

/** The networks of the LAN that a node is in by flannelIface, unless an entry for another interface has the address. */
function listOwnNetworks(
  { lan }: NetworkPlan,
  { flannelIface, nodeIp, interfaces }: NodePlan,
): readonly NamedNetwork[] {
  if (flannelIface === undefined) return [];
  return nodeIp.flatMap((address) => {
    const cidr = findSegment(lan, address);
    const isElsewhere = interfaces.some(({ addresses }) =>
      addresses.some((one) => one.address.equals(address)),
    );
    return cidr === undefined || isElsewhere ? [] : [{ name: flannelIface, cidr, path: pathOf(address) }];
  });
}
