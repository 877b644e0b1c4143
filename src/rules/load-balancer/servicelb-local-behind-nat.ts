import { pathOf } from '../../diagnostics';
import { listLoadBalancerServices } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const servicelbLocalBehindNat: NetworkRule = {
  id: 'servicelb-local-behind-nat',
  severity: 'warning',
  title: 'A Service keeps client addresses, and ServiceLB answers behind NAT',
  why:
    "With Local, ServiceLB passes packets on to the node port at the node's own addresses only. Where the external " +
    'address is translated by a router, the node does not know it as its own, and packets to it are dropped.',
  fix: 'Use externalTrafficPolicy Cluster, or leave nodeExternalIp out.',
  *check(plan, source) {
    const external = plan.nodes.find(({ nodeExternalIp }) => nodeExternalIp.length > 0);
    const [address] = external?.nodeExternalIp ?? [];
    if (external === undefined || address === undefined) return;
    if (external.nodeIp.some((own) => own.equals(address))) return;
    for (const { settings, servedBy, externalTrafficPolicy } of listLoadBalancerServices(plan)) {
      if (servedBy !== 'servicelb' || externalTrafficPolicy !== 'Local') continue;
      const path = pathOf(settings, 'externalTrafficPolicy');
      yield {
        path,
        message: `${source.quote(path)} does not work with ServiceLB for ${source.quote(address)}, the external address of node "${external.name}" (${source.line(address)}).`,
        hint: 'Packets to a translated address would be dropped. Write Cluster, or leave nodeExternalIp out.',
      };
    }
  },
};
