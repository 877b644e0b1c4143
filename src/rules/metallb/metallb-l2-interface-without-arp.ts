import type { AddressRange } from '../../address';
import type { L2AdvertisementPlan, NetworkPlan, NodePlan } from '../../plan';
import { contains } from '../../address';
import { pathOf } from '../../diagnostics';
import { findPointToPoint, isPointToPoint, isTunnel, poolsOf, selectNodes } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbL2InterfaceWithoutArp: NetworkRule = {
  id: 'metallb-l2-interface-without-arp',
  severity: 'warning',
  title: 'L2 advertisement on WireGuard, Tailscale or another interface without ARP',
  why:
    'WireGuard, Tailscale, tun and ppp interfaces carry IP packets only, neither ARP nor NDP. MetalLB skips them, so ' +
    'nothing announces the address. An overlay with Ethernet frames, such as ZeroTier, works.',
  fix: 'Announce on an Ethernet interface, use ServiceLB, or route the addresses to the nodes with BGP.',
  check(plan, report, source) {
    for (const advertisement of plan.metallb?.l2Advertisements ?? []) {
      for (const [index, name] of advertisement.interfaces.entries()) {
        if (!isTunnelOfNodes(selectNodes(plan, advertisement.nodeSelectors), name)) continue;
        const path = pathOf(advertisement, 'interfaces', index);
        report({
          path,
          message: `${source.quote(path)} is${formatReason(name)} a point-to-point interface, which carries neither ARP nor NDP.`,
          hint: 'MetalLB skips it, so nothing announces the addresses there. Name an Ethernet interface, or use ServiceLB or BGP.',
        });
      }
      if (advertisement.interfaces.length > 0) continue;
      for (const { range, node, name } of findUnannounced(plan, advertisement)) {
        report({
          path: pathOf(range),
          message: `${source.quote(range)} is announced by L2, and the interface "${name}" of node "${node.name}" (${source.line(pathOf(node, 'name'))}) is${formatReason(name)} one without ARP and NDP.`,
          hint: 'MetalLB skips WireGuard, Tailscale, tun and ppp interfaces, so nothing announces the address. Use ServiceLB, or BGP with a route to the nodes.',
        });
      }
    }
  },
};

function formatReason(name: string): string {
  return isPointToPoint(name) ? ', by its name,' : '';
}

/** Whether an interface carries no ARP: as the nodes that have it state it, or by its name. */
function isTunnelOfNodes(nodes: readonly NodePlan[], name: string): boolean {
  const owners = nodes.filter(({ interfaces }) => interfaces.some((one) => one.name === name));
  return owners.length === 0 ? isPointToPoint(name) : owners.some((node) => isTunnel(node, name));
}

interface Unannounced {
  readonly range: AddressRange;
  readonly node: NodePlan;
  readonly name: string;
}

/** The ranges that an advertisement without interfaces announces in a network that is reached through a tunnel. */
function* findUnannounced(plan: NetworkPlan, advertisement: L2AdvertisementPlan): Iterable<Unannounced> {
  const { metallb, lan } = plan;
  if (metallb === undefined) return;
  const nodes = selectNodes(plan, advertisement.nodeSelectors);
  for (const range of poolsOf(metallb, advertisement).flatMap(({ addresses }) => addresses)) {
    const cidr = lan.cidr.find((network) => contains(network, range));
    if (cidr === undefined) continue;
    for (const node of nodes) {
      const name = findPointToPoint(node, lan, cidr);
      if (name === undefined) continue;
      yield { range, node, name };
      break;
    }
  }
}
