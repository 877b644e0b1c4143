import { pathOf } from '../../diagnostics';
import { listLoadBalancerServices } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const servicelbLocalBehindNat: NetworkRule = {
  id: 'servicelb-local-behind-nat',
  severity: 'warning',
  title: 'externalTrafficPolicy Local does not work with ServiceLB behind NAT',
  why:
    "With Local, ServiceLB forwards packets only if their destination is one of the node's own addresses. Where a " +
    'router translates the external address, the node does not have it, and drops the packets.',
  fix: 'Use externalTrafficPolicy Cluster, or remove nodeExternalIp.',
  check(plan, report, source) {
    const external = plan.nodes.find(({ nodeExternalIp }) => nodeExternalIp.length > 0);
    const [address] = external?.nodeExternalIp ?? [];
    if (external === undefined || address === undefined) return;
    if (external.nodeIp.some((own) => own.equals(address))) return;
    for (const { settings, servedBy, externalTrafficPolicy } of listLoadBalancerServices(plan)) {
      if (servedBy !== 'servicelb' || externalTrafficPolicy !== 'Local') continue;
      const path = pathOf(settings, 'externalTrafficPolicy');
      report({
        path,
        message: `${source.quote(path)} does not work with ServiceLB for ${source.quote(address)}, the external address of node "${external.name}" (${source.line(address)}).`,
        hint: 'The node would drop packets to a translated address. Write Cluster, or remove nodeExternalIp.',
      });
    }
  },
};
