import type { Cidr } from '../../address';
import type { NetworkPlan } from '../../plan';
import { contains, findSpecialPurposes } from '../../address';
import { pathOf } from '../../diagnostics';
import { findTailnet, isOverlayInterface, listNetworks } from '../../plan';
import { describeClaim } from '../network-clash';
import type { NetworkRule } from '../network-rule';

export const networkSharedAddressSpace: NetworkRule = {
  id: 'network-shared-address-space',
  severity: 'warning',
  title: 'Network in shared address space (100.64.0.0/10 and others)',
  why:
    'Internet providers number their own hosts from 100.64.0.0/10, and VPNs such as Tailscale do too. Testers use ' +
    '198.18.0.0/15, and many routers drop 240.0.0.0/4. The cluster works until one of them is on the way.',
  fix: 'Use a private network: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, or one of fd00::/8.',
  check(plan, report, source) {
    for (const cidr of listNetworks(plan)) {
      const purposes = findSpecialPurposes(cidr);
      const shared = purposes.find(({ use }) => use === 'shared');
      if (shared === undefined || purposes.some(({ use }) => use === 'unusable')) continue;
      const isLan = plan.lan.cidr.includes(cidr);
      if (isLan && isOfOverlay(plan, cidr)) continue;
      // Beside a VPN it is an error, of another rule.
      if (plan.vpn !== undefined && findTailnet(cidr) !== undefined) continue;
      report({
        path: pathOf(cidr),
        message: `${source.quote(cidr)} ${describeClaim(cidr, shared.cidr, shared.name)}.`,
        hint: `A provider, a VPN or a router on the way may use or drop these addresses. ${isLan ? LAN_FIX : FIX}`,
      });
    }
  },
};

const FIX = 'Use a private network such as one of 10.0.0.0/8.';

const LAN_FIX = `${FIX} If an overlay such as Tailscale assigns them, write its interface as flannelIface.`;

/** Whether nodes have their addresses in this network from an overlay, which its user cannot renumber. */
function isOfOverlay({ nodes }: NetworkPlan, cidr: Cidr): boolean {
  return nodes.some(
    ({ flannelIface, nodeIp }) =>
      flannelIface !== undefined &&
      isOverlayInterface(flannelIface) &&
      nodeIp.some((address) => contains(cidr, address)),
  );
}
