import { contains, overlaps } from '../../address';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikTrustedProxyUnseen: NetworkRule = {
  id: 'traefik-trusted-proxy-unseen',
  severity: 'warning',
  title: 'Traefik does not see the addresses of its trusted proxies',
  why:
    'With externalTrafficPolicy Cluster, the node that accepts a connection replaces the source address by its own. ' +
    "Traefik sees the node's address instead of the proxy's, and discards the X-Forwarded-* headers.",
  fix: 'Set externalTrafficPolicy: Local, which preserves the source address.',
  *check({ traefik, kubeProxy, clusterCidr, nodes }, source) {
    const [first] = traefik.trustedIPs;
    // What a CNI does in kube-proxy's place is not known here.
    if (traefik.mode === 'none' || kubeProxy.mode === 'off') return;
    if (traefik.externalTrafficPolicy === 'Local' || first === undefined) return;
    const seen = traefik.trustedIPs.some(
      (cidr) =>
        clusterCidr.some((pods) => overlaps(pods, cidr)) ||
        nodes.some(({ nodeIp }) => nodeIp.some((address) => contains(cidr, address))),
    );
    if (seen) return;
    yield {
      path: pathOf(first),
      message: `${source.quote(first)} is an address that Traefik does not see, because externalTrafficPolicy is Cluster.`,
    };
  },
};
