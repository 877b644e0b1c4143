import { pathOf, citeValue } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const kubeProxyNftablesTooEarly: NetworkRule = {
  id: 'kube-proxy-nftables-too-early',
  severity: 'error',
  title: 'kube-proxy mode nftables needs k3s v1.34.1 or newer',
  why:
    'kube-proxy parses the JSON output of nft. The nft binary that k3s ships supports JSON from v1.34.1 and its ' +
    'backports on. Before that, kube-proxy exits and no Service works.',
  fix: 'Use the iptables mode, or k3s v1.34.1 or newer.',
  check({ kubeProxy, k3s, k3sVersion }, report, source) {
    if (kubeProxy.mode !== 'nftables' || k3s.kubeProxyNftables) return;
    report({
      path: pathOf(kubeProxy, 'mode'),
      message: `${source.quote(pathOf(kubeProxy, 'mode'))} does not work with k3s ${citeValue(source, k3sVersion)}; it needs v1.34.1 or newer.`,
      hint: 'kube-proxy would exit, and no Service would work. Write iptables, or a newer k3sVersion.',
    });
  },
};
