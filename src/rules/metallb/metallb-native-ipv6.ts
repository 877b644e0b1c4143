import { pathOf } from '../../diagnostics';
import { bgpAdvertisementsOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbNativeIpv6: NetworkRule = {
  id: 'metallb-native-ipv6',
  severity: 'error',
  title: 'IPv6 is to be announced by a BGP backend that has IPv4 only',
  why:
    "MetalLB's own BGP speaks IPv4, about IPv4. It refuses the whole configuration where a pool with an IPv6 range is " +
    'announced by BGP, and what it sends over a session to an IPv6 address no router understands.',
  fix: 'Set bgpBackend: frr-k8s, or keep IPv6 to pools that are announced by L2.',
  *check({ metallb }, source) {
    if (metallb?.bgpBackend !== 'native') return;
    for (const pool of metallb.ipAddressPools) {
      if (bgpAdvertisementsOf(metallb, pool).length === 0) continue;
      for (const range of pool.addresses.filter(({ family }) => family === 6)) {
        yield {
          path: pathOf(range),
          message: `${source.quote(range)} is IPv6 and announced by BGP, and the native BGP backend has IPv4 only.`,
          hint: 'Set bgpBackend: frr-k8s, or put the range into a pool of its own that is announced by L2.',
        };
      }
    }
    for (const { peerAddress } of metallb.bgpPeers) {
      if (peerAddress?.family !== 6) continue;
      yield {
        path: pathOf(peerAddress),
        message: `${source.quote(peerAddress)} is IPv6, and the native BGP backend has IPv4 only.`,
        hint: "Set bgpBackend: frr-k8s, or write the router's IPv4 address.",
      };
    }
  },
};
