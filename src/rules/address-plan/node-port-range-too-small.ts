import type { LoadBalancerService } from '../../plan';
import { pathOf, formatCount } from '../../diagnostics';
import { listLoadBalancerServices } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const nodePortRangeTooSmall: NetworkRule = {
  id: 'node-port-range-too-small',
  severity: 'error',
  title: 'serviceNodePortRange has fewer ports than the Services need',
  why:
    'Each port of a LoadBalancer Service needs a node port, and externalTrafficPolicy: Local needs one more for ' +
    'health checks. When none is left, the API server rejects the Service: "failed to allocate a nodePort: range is ' +
    'full".',
  fix: 'Write a larger range. The default is 30000-32767.',
  check(plan, report, source) {
    const { first, last } = plan.serviceNodePortRange;
    const size = last - first + 1;
    const needed = listLoadBalancerServices(plan).reduce((sum, service) => sum + nodePorts(service), 0);
    if (needed <= size) return;
    const path = pathOf(plan, 'serviceNodePortRange');
    report({
      path,
      message: `${source.quote(path)} has ${formatCount(size, 'port', 'ports')}, and the Services of this profile need ${needed}.`,
      hint: 'The API server would reject the last Services. Write a larger range; the default is 30000-32767.',
    });
  },
};

/** A number used over TCP and over UDP needs one. */
function nodePorts({ ports, externalTrafficPolicy }: LoadBalancerService): number {
  const numbers = new Set(ports.map(({ port }) => port));
  return numbers.size + (externalTrafficPolicy === 'Local' ? 1 : 0);
}
