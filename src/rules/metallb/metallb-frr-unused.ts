import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbFrrUnused: NetworkRule = {
  id: 'metallb-frr-unused',
  severity: 'hint',
  title: 'The frr-k8s backend is installed, and there is no BGP',
  why:
    'frr-k8s puts a second DaemonSet with FRR on every node, some hundred megabytes of image and memory that small ' +
    'machines feel. L2 does not use any of it.',
  fix: 'Leave bgpBackend out until there are bgpPeers.',
  *check({ metallb }, source) {
    if (metallb?.bgpBackend !== 'frr-k8s' || metallb.bgpPeers.length > 0) return;
    if (metallb.bgpAdvertisements.length > 0) return;
    yield {
      path: pathOf(metallb, 'bgpBackend'),
      message: `${source.quote(pathOf(metallb, 'bgpBackend'))} is installed on every node, and there are no bgpPeers.`,
    };
  },
};
