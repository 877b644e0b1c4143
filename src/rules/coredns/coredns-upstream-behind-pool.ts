import { pathOf } from '../../diagnostics';
import { findPoolWith, serversOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsUpstreamBehindPool: NetworkRule = {
  id: 'coredns-upstream-behind-pool',
  severity: 'warning',
  title: 'Everything is asked of a name server that runs in the cluster itself',
  why:
    'After a power cut the nodes need names to pull images, among them the image of that name server. Nothing starts ' +
    'until somebody helps by hand.',
  fix: 'Ask a server outside the cluster as well, with policy: sequential to prefer the first.',
  *check({ coredns, metallb }, source) {
    if (coredns.mode === 'none' || coredns.upstream === undefined || metallb === undefined) return;
    const servers = serversOf(coredns.upstream).map((server) => ({
      ...server,
      pool: findPoolWith(metallb.ipAddressPools, server.address),
    }));
    const [first] = servers;
    if (first?.pool === undefined || servers.some(({ pool }) => pool === undefined)) return;
    yield {
      path: first.path,
      message: `${source.quote(first.path)} is in pool "${first.pool.name}" (${source.line(pathOf(first.pool, 'name'))}), so the cluster's DNS needs the cluster to run.`,
    };
  },
};
