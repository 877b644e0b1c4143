import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const kubeProxyOffWithFlannel: NetworkRule = {
  id: 'kube-proxy-off-with-flannel',
  severity: 'error',
  title: 'kube-proxy is off, and nothing takes its place',
  why:
    'Services are addresses that kube-proxy, or a CNI such as Cilium, turns into those of pods on each node. flannel does ' +
    'not. Not even the Kubernetes API is reached from a pod, so CoreDNS and all else never become ready.',
  fix: 'Leave kube-proxy on, or write flannel.backend: none and install a CNI that replaces it.',
  *check({ kubeProxy, flannel }, source) {
    if (kubeProxy.mode !== 'off' || flannel.backend === 'none') return;
    const backend = pathOf(flannel, 'backend');
    const stated = source.states(backend)
      ? `"${flannel.backend}" (${source.line(backend)})`
      : `"${flannel.backend}" (the default)`;
    yield {
      path: pathOf(kubeProxy, 'mode'),
      message: `${source.quote(pathOf(kubeProxy, 'mode'))} leaves Services to the CNI, and flannel ${stated} does not make them.`,
      hint: 'No Service would work. Leave kube-proxy on, or write flannel.backend: none and install a CNI that replaces it.',
    };
  },
};
