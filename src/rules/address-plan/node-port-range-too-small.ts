import type { LoadBalancerService } from '../../plan';
import { pathOf, formatCount } from '../../diagnostics';
import { listLoadBalancerServices } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const nodePortRangeTooSmall: NetworkRule = {
  id: 'node-port-range-too-small',
  severity: 'error',
  title: 'There are fewer node ports than the Services of the plan take',
  why:
    'Each port of a LoadBalancer Service takes a node port as well, and externalTrafficPolicy Local one more for its health ' +
    'check. When none is left, the API server refuses the Service: "failed to allocate a nodePort: range is full".',
  fix: 'Write a larger range. The default is 30000-32767.',
  *check(plan, source) {
    const { first, last } = plan.serviceNodePortRange;
    const size = last - first + 1;
    const needed = listLoadBalancerServices(plan).reduce((sum, service) => sum + nodePorts(service), 0);
    if (needed <= size) return;
    const path = pathOf(plan, 'serviceNodePortRange');
    yield {
      path,
      message: `${source.quote(path)} has ${formatCount(size, 'port', 'ports')}, and the Services of this profile take ${needed}.`,
      hint: 'The last Services would be refused. Write a larger range; the default is 30000-32767.',
    };
  },
};

/** A number that is asked for over TCP and over UDP takes one. */
function nodePorts({ ports, externalTrafficPolicy }: LoadBalancerService): number {
  const numbers = new Set(ports.map(({ port }) => port));
  return numbers.size + (externalTrafficPolicy === 'Local' ? 1 : 0);
}
