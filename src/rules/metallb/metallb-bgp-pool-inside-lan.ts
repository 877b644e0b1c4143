import { overlaps } from '../../address';
import { pathOf } from '../../diagnostics';
import { bgpAdvertisementsOf, findPointToPoint, l2AdvertisementsOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbBgpPoolInsideLan: NetworkRule = {
  id: 'metallb-bgp-pool-inside-lan',
  severity: 'warning',
  title: 'A pool that is announced by BGP alone is in the LAN',
  why:
    'Hosts of the LAN take its addresses for neighbours and ask for them by ARP. With BGP nobody answers that, so the ' +
    'Services work from everywhere but from the LAN itself, the nodes included.',
  fix: 'Use a network of its own for what is announced by BGP, or announce the pool by L2 as well.',
  *check({ metallb, lan, nodes }, source) {
    if (metallb === undefined) return;
    for (const pool of metallb.ipAddressPools) {
      if (bgpAdvertisementsOf(metallb, pool).length === 0) continue;
      if (l2AdvertisementsOf(metallb, pool).length > 0) continue;
      for (const range of pool.addresses) {
        const cidr = lan.cidr.find((network) => overlaps(network, range));
        if (cidr === undefined || nodes.some((node) => findPointToPoint(node, lan, cidr))) continue;
        yield {
          path: pathOf(range),
          message: `${source.quote(range)} is in the LAN ${source.quote(cidr)} (${source.line(cidr)}), and is announced by BGP alone.`,
          hint: 'Hosts of the LAN ask for it by ARP, and nobody answers. Use a network of its own, or announce the pool by L2 as well.',
        };
      }
    }
  },
};
