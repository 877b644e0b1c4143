import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const kubeProxyIpvsDeprecated: NetworkRule = {
  id: 'kube-proxy-ipvs-deprecated',
  severity: 'hint',
  title: 'kube-proxy runs in a mode that Kubernetes is giving up',
  why:
    'Kubernetes calls the ipvs mode deprecated from v1.35 on and means to remove it: it never did all that Services can do, ' +
    'and nftables is as fast. On the upgrade that drops it, kube-proxy does not start.',
  fix: 'Use nftables, or iptables, the default.',
  *check({ kubeProxy, k3sVersion }, source) {
    if (kubeProxy.mode !== 'ipvs' || !k3sVersion.isAtLeast(1, 35)) return;
    yield {
      path: pathOf(kubeProxy, 'mode'),
      message: `${source.quote(pathOf(kubeProxy, 'mode'))} is deprecated from Kubernetes v1.35 on.`,
      hint: 'A later k3s will not start kube-proxy with it. Write nftables, or leave it out.',
    };
  },
};
