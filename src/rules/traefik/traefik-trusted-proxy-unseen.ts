import { contains, overlaps } from '../../address';
import { pathOf } from '../../diagnostics';
import { listTraefikListeners } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikTrustedProxyUnseen: NetworkRule = {
  id: 'traefik-trusted-proxy-unseen',
  severity: 'warning',
  title: 'Traefik does not see the addresses of its trusted proxies',
  why:
    'With externalTrafficPolicy Cluster, the node that accepts a connection replaces the source address by its own. ' +
    "Traefik sees the node's address instead of the proxy's, and discards the X-Forwarded-* headers.",
  fix: 'Set externalTrafficPolicy: Local, which preserves the source address.',
  check({ traefik, kubeProxy, clusterCidr, nodes }, report, source) {
    const ofPorts = listTraefikListeners(traefik).map(
      ({ settings }) => settings.proxyProtocol?.trustedIPs ?? [],
    );
    // What a CNI does in kube-proxy's place is not known here.
    if (traefik.mode === 'none' || kubeProxy.mode === 'off') return;
    if (traefik.externalTrafficPolicy === 'Local' || traefik.service.type === 'ClusterIP') return;
    for (const trusted of [traefik.trustedIPs, ...ofPorts]) {
      const [first] = trusted;
      if (first === undefined) continue;
      const seen = trusted.some(
        (cidr) =>
          clusterCidr.some((pods) => overlaps(pods, cidr)) ||
          nodes.some(({ nodeIp }) => nodeIp.some((address) => contains(cidr, address))),
      );
      if (seen) continue;
      report({
        path: pathOf(first),
        message: `${source.quote(first)} is an address that Traefik does not see, because externalTrafficPolicy is Cluster.`,
      });
    }
  },
};
