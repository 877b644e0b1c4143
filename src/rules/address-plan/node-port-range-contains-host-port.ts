import type { ProfileSource } from '../../diagnostics';
import type { HostPort } from '../../plan';
import { pathOf, formatCount } from '../../diagnostics';
import { apiPortOf, listFlannelPorts, listK3sPorts, listMetalLbPorts, listServiceLbPorts } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const nodePortRangeContainsHostPort: NetworkRule = {
  id: 'node-port-range-contains-host-port',
  severity: 'warning',
  title: 'Services may be given a port that the nodes themselves listen on',
  why:
    'Each LoadBalancer and NodePort Service takes ports of this range at random, and kube-proxy sends what comes to them ' +
    'to pods, on every node and before anything that listens there. On the day one takes 6443 the API server is gone.',
  fix: 'Choose a range without these ports. The default is 30000-32767.',
  *check(plan, source) {
    const { first, last } = plan.serviceNodePortRange;
    const hosts = [
      apiPortOf(plan),
      ...listK3sPorts(plan),
      ...listFlannelPorts(plan),
      ...listMetalLbPorts(plan),
      ...listServiceLbPorts(plan),
    ];
    const [taken, ...others] = hosts.filter(({ port }) => first <= port && port <= last);
    if (taken === undefined) return;
    const path = pathOf(plan, 'serviceNodePortRange');
    const more = others.length > 0 ? `, and ${formatCount(others.length, 'more', 'more')} like it` : '';
    yield {
      path: source.states(path) ? path : (taken.path ?? path),
      message: source.states(path)
        ? `${source.quote(path)} contains ${taken.port}, the port of ${taken.owner}${lineOf(source, taken)}${more}.`
        : `${source.quote(taken.path ?? path)} is in ${first}-${last}, the default ports of Services.`,
      hint: 'A Service may be given that port, and nothing reaches what listens there. Choose numbers that stay apart.',
    };
  },
};

function lineOf(source: ProfileSource, { path }: HostPort): string {
  return path !== undefined && source.states(path) ? ` (${source.line(path)})` : '';
}
