import { pathOf } from '../../diagnostics';
import { listLoadBalancerServices } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const servicelbExternalAddressOfSome: NetworkRule = {
  id: 'servicelb-external-address-of-some',
  severity: 'hint',
  title: 'ServiceLB does not publish nodes without an external address',
  why:
    'As soon as one node has an external address, ServiceLB publishes external addresses only. Nodes without one ' +
    'still accept connections, but no Service status has their addresses, so neither DNS nor Ingress status shows ' +
    'them.',
  fix: 'Give every node that ServiceLB uses an external address, or none.',
  check(plan, report, source) {
    if (!listLoadBalancerServices(plan).some(({ servedBy }) => servedBy === 'servicelb')) return;
    const takePart = plan.nodes.filter(
      ({ name }) => plan.serviceLb.nodes.length === 0 || plan.serviceLb.nodes.includes(name),
    );
    const external = takePart.find(({ nodeExternalIp }) => nodeExternalIp.length > 0);
    const without = takePart.find(({ nodeExternalIp }) => nodeExternalIp.length === 0);
    if (external === undefined || without === undefined) return;
    report({
      path: pathOf(without),
      message: `node "${without.name}" has no nodeExternalIp, and node "${external.name}" has one (${source.line(pathOf(external, 'nodeExternalIp'))}).`,
      hint: 'The status of Services would contain the external addresses only. Give every node one, or none.',
    });
  },
};
