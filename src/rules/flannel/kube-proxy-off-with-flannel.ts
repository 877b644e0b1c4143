import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const kubeProxyOffWithFlannel: NetworkRule = {
  id: 'kube-proxy-off-with-flannel',
  severity: 'error',
  title: 'kube-proxy is off and flannel does not replace it',
  why:
    'kube-proxy, or a CNI such as Cilium, translates Service addresses to pod addresses on each node. flannel does ' +
    'not. Pods could not even reach the Kubernetes API, so CoreDNS never becomes ready.',
  fix: 'Keep kube-proxy, or write flannel.backend: none and install a CNI that replaces it.',
  check({ kubeProxy, flannel }, report, source) {
    if (kubeProxy.mode !== 'off' || flannel.backend === 'none') return;
    const backend = pathOf(flannel, 'backend');
    const stated = source.states(backend)
      ? `"${flannel.backend}" (${source.line(backend)})`
      : `"${flannel.backend}" (the default)`;
    report({
      path: pathOf(kubeProxy, 'mode'),
      message: `${source.quote(pathOf(kubeProxy, 'mode'))} leaves Services to the CNI, and flannel ${stated} does not implement them.`,
      hint: 'No Service would work. Keep kube-proxy, or write flannel.backend: none and install a CNI that replaces it.',
    });
  },
};
