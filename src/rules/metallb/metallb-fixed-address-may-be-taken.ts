import { pathOf } from '../../diagnostics';
import { findFirstComers, listMetalLbServices, formatService } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbFixedAddressMayBeTaken: NetworkRule = {
  id: 'metallb-fixed-address-may-be-taken',
  severity: 'warning',
  title: 'Another Service may be assigned a fixed address first',
  why:
    'A Service without a fixed address may be assigned one that another Service requests, because MetalLB assigns the ' +
    'first free address of a pool. The Service that requests it later stays <pending>. After a restart, this may be ' +
    'Traefik.',
  fix: 'Set an address or a pool on the other Service too, or use a pool with autoAssign: false for fixed addresses.',
  check(plan, report, source) {
    const { metallb } = plan;
    if (metallb === undefined) return;
    for (const { address, pool, rivals } of findFirstComers(
      metallb.ipAddressPools,
      listMetalLbServices(plan),
    )) {
      const names = rivals.map((rival) => formatService(rival, source)).join(', ');
      report({
        path: pathOf(address),
        message: `${source.quote(address)} is among the first that MetalLB assigns from pool "${pool.name}" (${source.line(pathOf(pool))}), and ${names} may get it.`,
        hint: 'Write loadBalancerIPs or ipAddressPool there too, or put this address into a pool with autoAssign: false.',
      });
    }
  },
};
