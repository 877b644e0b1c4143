import type { ProfileSource } from '../../diagnostics';
import type { HostPort } from '../../plan';
import { pathOf, formatCount } from '../../diagnostics';
import { listPlannedHostPorts } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const nodePortRangeContainsHostPort: NetworkRule = {
  id: 'node-port-range-contains-host-port',
  severity: 'warning',
  title: 'serviceNodePortRange contains a port that the nodes listen on',
  why:
    'Kubernetes allocates ports of this range to LoadBalancer and NodePort Services at random. kube-proxy redirects ' +
    'them to pods on every node, before any process that listens there. If it allocates 6443, the API server becomes ' +
    'unreachable.',
  fix: 'Choose a range without these ports. The default is 30000-32767.',
  check(plan, report, source) {
    const { first, last } = plan.serviceNodePortRange;
    const [taken, ...others] = listPlannedHostPorts(plan).filter(({ port }) => first <= port && port <= last);
    if (taken === undefined) return;
    const path = pathOf(plan, 'serviceNodePortRange');
    const more =
      others.length > 0 ? `, and ${formatCount(others.length, 'other such port', 'other such ports')}` : '';
    report({
      path: source.states(path) ? path : (taken.path ?? path),
      message: source.states(path)
        ? `${source.quote(path)} contains ${taken.port}, the port of ${taken.owner}${lineOf(source, taken)}${more}.`
        : `${source.quote(taken.path ?? path)} is in ${first}-${last}, the default ports of Services.`,
      hint: 'Kubernetes may allocate that port to a Service, and the listener becomes unreachable. Choose separate numbers.',
    });
  },
};

function lineOf(source: ProfileSource, { path }: HostPort): string {
  return path !== undefined && source.states(path) ? ` (${source.line(path)})` : '';
}
