import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPeerOptionDeprecated: NetworkRule = {
  id: 'metallb-peer-option-deprecated',
  severity: 'hint',
  title: 'Deprecated option of a BGP peer',
  why:
    'MetalLB ignores disableMP: a session carries the routes of its own IP family only, unless dualStackAddressFamily ' +
    'is set.',
  fix: 'Remove disableMP.',
  check({ metallb }, report, source) {
    if (metallb?.bgpBackend !== 'frr-k8s') return;
    for (const peer of metallb.bgpPeers.filter(({ disableMP }) => disableMP)) {
      report({
        path: pathOf(peer, 'disableMP'),
        message: `${source.quote(pathOf(peer, 'disableMP'))} has no effect: disableMP is deprecated, and MetalLB ignores it.`,
        hint: peer.dualStackAddressFamily
          ? 'The session carries both families, because dualStackAddressFamily is set. Remove disableMP.'
          : 'The session carries the routes of its own IP family only. Remove disableMP.',
      });
    }
  },
};
