import { contains, overlaps } from '../../address';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikTrustedProxyUnseen: NetworkRule = {
  id: 'traefik-trusted-proxy-unseen',
  severity: 'warning',
  title: 'Traefik never sees the addresses of the proxies that it trusts',
  why:
    'With externalTrafficPolicy Cluster the node that takes a connection passes it on under its own name. Traefik sees ' +
    "that node's address and not the proxy's, and throws the X-Forwarded-* headers away.",
  fix: 'Set externalTrafficPolicy: Local, so that the addresses of clients and proxies are kept.',
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
      message: `${source.quote(first)} is an address that Traefik does not get to see, with externalTrafficPolicy Cluster.`,
    };
  },
};
