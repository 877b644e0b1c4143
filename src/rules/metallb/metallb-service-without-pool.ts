import type { IPAddressPoolPlan, LoadBalancerService } from '../../plan';
import { pathOf } from '../../diagnostics';
import { admits, hasFamily, listMetalLbServices, findPoolsFor } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbServiceWithoutPool: NetworkRule = {
  id: 'metallb-service-without-pool',
  severity: 'error',
  title: 'No MetalLB pool with autoAssign for a Service without ipAddressPool',
  why:
    'MetalLB assigns an address from any pool with autoAssign that is open to the namespace of the Service. Without ' +
    'such a pool it stays <pending>.',
  fix: 'Write ipAddressPool for the Service, or set autoAssign: true for a pool.',
  check(plan, report, source) {
    const { metallb } = plan;
    if (metallb === undefined) return;
    const pools = metallb.ipAddressPools;
    for (const service of listMetalLbServices(plan)) {
      if (service.loadBalancerIPs.length > 0 || service.ipAddressPool !== undefined) continue;
      if (findPoolsFor(pools, service).length > 0) continue;
      report({
        path: source.states(pathOf(service.settings))
          ? pathOf(service.settings)
          : pathOf(metallb, 'ipAddressPools'),
        message: `${service.title} has no ipAddressPool, and ${reason(pools, service)}.`,
        hint: `Write ipAddressPool: ${pools.map(({ name }) => name).join(' or ')}, or set autoAssign: true for a pool.`,
      });
    }
  },
};

function reason(pools: readonly IPAddressPoolPlan[], service: LoadBalancerService): string {
  const automatic = pools.filter(({ autoAssign }) => autoAssign);
  if (automatic.length === 0) return 'every pool has autoAssign: false';
  const open = automatic.filter((pool) => admits(pool, service));
  if (open.length === 0) return `no pool with autoAssign is for the namespace ${service.namespace}`;
  const [family] = service.ipFamilies.filter((one) => !open.some((pool) => hasFamily(pool, one)));
  return `no pool with autoAssign that is open to it has IPv${family ?? 4} addresses`;
}
