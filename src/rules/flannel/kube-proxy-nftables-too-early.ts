import { pathOf, citeValue } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const kubeProxyNftablesTooEarly: NetworkRule = {
  id: 'kube-proxy-nftables-too-early',
  severity: 'error',
  title: "kube-proxy's nftables mode with a k3s that cannot do it",
  why:
    'kube-proxy reads the JSON that nft prints, and the nft that k3s brings prints JSON from v1.34.1 on. Before that ' +
    'kube-proxy ends, and no Service works.',
  fix: 'Use the iptables mode, or k3s v1.34.1 or newer.',
  *check({ kubeProxy, k3s, k3sVersion }, source) {
    if (kubeProxy.mode !== 'nftables' || k3s.kubeProxyNftables) return;
    yield {
      path: pathOf(kubeProxy, 'mode'),
      message: `${source.quote(pathOf(kubeProxy, 'mode'))} does not work in k3s before v1.34.1, and this is ${citeValue(source, k3sVersion)}.`,
      hint: 'kube-proxy would end, and no Service would work. Write iptables, or a newer k3sVersion.',
    };
  },
};
