import { overlaps } from '../../address';
import { pathOf } from '../../diagnostics';
import { bgpAdvertisementsOf, findPointToPoint, l2AdvertisementsOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbBgpPoolInsideLan: NetworkRule = {
  id: 'metallb-bgp-pool-inside-lan',
  severity: 'warning',
  title: 'BGP pool inside the LAN',
  why:
    'Hosts of the LAN send ARP requests for its addresses, and with BGP no host answers. Clients outside the LAN ' +
    'reach the Services, and clients in the LAN and the nodes do not.',
  fix: 'Use a network outside the LAN for BGP, or announce the pool by L2 too.',
  check({ metallb, lan, nodes }, report, source) {
    if (metallb === undefined) return;
    for (const pool of metallb.ipAddressPools) {
      if (bgpAdvertisementsOf(metallb, pool).length === 0) continue;
      if (l2AdvertisementsOf(metallb, pool).length > 0) continue;
      for (const range of pool.addresses) {
        const cidr = lan.cidr.find((network) => overlaps(network, range));
        if (cidr === undefined || nodes.some((node) => findPointToPoint(node, lan, cidr))) continue;
        report({
          path: pathOf(range),
          message: `${source.quote(range)} is in the LAN ${source.quote(cidr)} (${source.line(cidr)}), and is announced by BGP only.`,
          hint: 'Hosts of the LAN send ARP requests for it, and no host answers. Use a network outside the LAN, or announce the pool by L2 too.',
        });
      }
    }
  },
};
