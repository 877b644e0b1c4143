import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbFrrUnused: NetworkRule = {
  id: 'metallb-frr-unused',
  severity: 'hint',
  title: 'Backend frr-k8s without BGP',
  why:
    'frr-k8s runs a second DaemonSet with FRR on every node, which needs some hundred megabytes of disk and memory. ' +
    'L2 does not use it.',
  fix: 'Remove bgpBackend until there are bgpPeers.',
  check({ metallb }, report, source) {
    if (metallb?.bgpBackend === 'native' && metallb.frr.resources !== undefined) {
      report({
        path: pathOf(metallb.frr, 'resources'),
        message: 'they have no effect, because the backend native runs no FRR.',
        hint: 'Remove the key, or write bgpBackend: frr-k8s.',
      });
    }
    if (metallb?.bgpBackend !== 'frr-k8s' || metallb.bgpPeers.length > 0) return;
    if (metallb.bgpAdvertisements.length > 0) return;
    report({
      path: pathOf(metallb, 'bgpBackend'),
      message: `${source.quote(pathOf(metallb, 'bgpBackend'))} runs on every node, and there are no bgpPeers.`,
    });
  },
};
