import type { Source } from '../../diagnostics';
import type { HostPort } from '../../plan';
import { at, counted } from '../../diagnostics';
import { apiPort, flannelPorts, k3sPorts, metalLbPorts, serviceLbPorts } from '../../plan';
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
      apiPort(plan),
      ...k3sPorts(plan),
      ...flannelPorts(plan),
      ...metalLbPorts(plan),
      ...serviceLbPorts(plan),
    ];
    const [taken, ...others] = hosts.filter(({ port }) => first <= port && port <= last);
    if (taken === undefined) return;
    const place = at(plan, 'serviceNodePortRange');
    const more = others.length > 0 ? `, and ${counted(others.length, 'more', 'more')} like it` : '';
    yield {
      at: source.states(place) ? place : (taken.place ?? place),
      message: source.states(place)
        ? `${source.quote(place)} contains ${taken.port}, the port of ${taken.owner}${lineOf(source, taken)}${more}.`
        : `${source.quote(taken.place ?? place)} is in ${first}-${last}, the default ports of Services.`,
      hint: 'A Service may be given that port, and nothing reaches what listens there. Choose numbers that stay apart.',
    };
  },
};

function lineOf(source: Source, { place }: HostPort): string {
  return place !== undefined && source.states(place) ? ` (${source.line(place)})` : '';
}
