import { pathOf } from '../../diagnostics';
import { findPoolWith, serversOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsUpstreamBehindPool: NetworkRule = {
  id: 'coredns-upstream-behind-pool',
  severity: 'warning',
  title: 'The upstream name server runs in the cluster itself',
  why:
    'After a power failure the nodes resolve names to pull images, such as that of the name server. No pod starts ' +
    'until a user intervenes.',
  fix: 'Add a server outside the cluster, with policy: sequential to prefer the first.',
  check({ coredns, metallb }, report, source) {
    if (coredns.mode === 'none' || coredns.upstream === undefined || metallb === undefined) return;
    const servers = serversOf(coredns.upstream).map((server) => ({
      ...server,
      pool: findPoolWith(metallb.ipAddressPools, server.address),
    }));
    const [first] = servers;
    if (first?.pool === undefined || servers.some(({ pool }) => pool === undefined)) return;
    report({
      path: first.path,
      message: `${source.quote(first.path)} is in pool "${first.pool.name}" (${source.line(pathOf(first.pool, 'name'))}), so the cluster's DNS needs the cluster to run.`,
    });
  },
};
