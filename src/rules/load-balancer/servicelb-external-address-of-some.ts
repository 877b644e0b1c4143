import { pathOf } from '../../diagnostics';
import { listLoadBalancerServices } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const servicelbExternalAddressOfSome: NetworkRule = {
  id: 'servicelb-external-address-of-some',
  severity: 'hint',
  title: 'ServiceLB leaves out the nodes without an external address',
  why:
    'As soon as one node has an external address, ServiceLB publishes the external addresses alone. Nodes without one still ' +
    'answer, and no Service names them: neither DNS nor Ingress status shows their addresses.',
  fix: 'Give every node that takes part an external address, or none.',
  *check(plan, source) {
    if (!listLoadBalancerServices(plan).some(({ servedBy }) => servedBy === 'servicelb')) return;
    const takePart = plan.nodes.filter(
      ({ name }) => plan.serviceLb.nodes.length === 0 || plan.serviceLb.nodes.includes(name),
    );
    const external = takePart.find(({ nodeExternalIp }) => nodeExternalIp.length > 0);
    const without = takePart.find(({ nodeExternalIp }) => nodeExternalIp.length === 0);
    if (external === undefined || without === undefined) return;
    yield {
      path: pathOf(without),
      message: `node "${without.name}" has no nodeExternalIp, and node "${external.name}" has one (${source.line(pathOf(external, 'nodeExternalIp'))}).`,
      hint: 'Services of ServiceLB would name the external addresses alone. Give every node one, or none.',
    };
  },
};
