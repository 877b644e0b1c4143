import { pathOf } from '../../diagnostics';
import { findFirstComers, listMetalLbServices, formatService } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbFixedAddressMayBeTaken: NetworkRule = {
  id: 'metallb-fixed-address-may-be-taken',
  severity: 'warning',
  title: 'A Service without a wish may get the address that another one asks for',
  why:
    'MetalLB serves Services as they come, and gives a Service without a wish the first free address of a pool. Who ' +
    'asks for that address and comes later stays <pending> for ever: after a restart that may be Traefik, and every site ' +
    'with it.',
  fix: 'Give the other Service an address too, or a pool of its own, or put fixed addresses into a pool with autoAssign: false.',
  *check(plan, source) {
    const { metallb } = plan;
    if (metallb === undefined) return;
    for (const { address, pool, rivals } of findFirstComers(
      metallb.ipAddressPools,
      listMetalLbServices(plan),
    )) {
      const names = rivals.map((rival) => formatService(rival, source)).join(', ');
      yield {
        path: pathOf(address),
        message: `${source.quote(address)} is among the first that the pool "${pool.name}" (${source.line(pathOf(pool))}) hands out, and ${names} may take it.`,
        hint: `Write loadBalancerIPs there too, or name a pool, or keep this address in a pool with autoAssign: false.`,
      };
    }
  },
};
