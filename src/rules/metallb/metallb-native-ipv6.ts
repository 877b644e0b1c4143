import { pathOf } from '../../diagnostics';
import { bgpAdvertisementsOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbNativeIpv6: NetworkRule = {
  id: 'metallb-native-ipv6',
  severity: 'error',
  title: 'IPv6 by BGP needs the frr-k8s backend',
  why:
    'The native BGP backend supports IPv4 only. MetalLB rejects the whole configuration if a pool with an IPv6 range ' +
    'is announced by BGP. Routers do not accept its messages over a session to an IPv6 address.',
  fix: 'Set bgpBackend: frr-k8s, or use IPv6 only in pools that are announced by L2.',
  check({ metallb }, report, source) {
    if (metallb?.bgpBackend !== 'native') return;
    for (const pool of metallb.ipAddressPools) {
      if (bgpAdvertisementsOf(metallb, pool).length === 0) continue;
      for (const range of pool.addresses.filter(({ family }) => family === 6)) {
        report({
          path: pathOf(range),
          message: `${source.quote(range)} is IPv6 and announced by BGP, and the native BGP backend supports IPv4 only.`,
          hint: 'Set bgpBackend: frr-k8s, or put the range into a separate pool that is announced by L2.',
        });
      }
    }
    for (const { peerAddress } of metallb.bgpPeers) {
      if (peerAddress?.family !== 6) continue;
      report({
        path: pathOf(peerAddress),
        message: `${source.quote(peerAddress)} is IPv6, and the native BGP backend supports IPv4 only.`,
        hint: "Set bgpBackend: frr-k8s, or write the router's IPv4 address.",
      });
    }
  },
};
