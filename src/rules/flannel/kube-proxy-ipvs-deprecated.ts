import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const kubeProxyIpvsDeprecated: NetworkRule = {
  id: 'kube-proxy-ipvs-deprecated',
  severity: 'hint',
  title: 'kube-proxy mode ipvs is deprecated',
  why:
    'Kubernetes deprecates the ipvs mode from v1.35 on and plans to remove it. After the upgrade that removes it, ' +
    'kube-proxy does not start. The nftables mode is as fast.',
  fix: 'Use nftables, or iptables, the default.',
  check({ kubeProxy, k3sVersion }, report, source) {
    if (kubeProxy.mode !== 'ipvs' || !k3sVersion.isAtLeast(1, 35)) return;
    report({
      path: pathOf(kubeProxy, 'mode'),
      message: `${source.quote(pathOf(kubeProxy, 'mode'))} is deprecated from Kubernetes v1.35 on.`,
      hint: 'With a later k3s, kube-proxy does not start. Write nftables, or omit the mode.',
    });
  },
};
