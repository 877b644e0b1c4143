import { pathOf, formatCount, joinList } from '../../diagnostics';
import { listMetalLbServices, findShortages, formatService } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPoolExhausted: NetworkRule = {
  id: 'metallb-pool-exhausted',
  severity: 'error',
  title: 'MetalLB pools have fewer addresses than the Services need',
  why:
    'A Service without an address stays <pending>. Which one depends on the order in which they are created, and may ' +
    'change after a restart.',
  fix: 'Add addresses to the pool, or let Services share one: the same allowSharedIp, different ports.',
  check(plan, report, source) {
    const { metallb } = plan;
    if (metallb === undefined) return;
    const found = findShortages(metallb.ipAddressPools, listMetalLbServices(plan));
    for (const { pools, family, services, needed, available } of found) {
      const [pool] = pools;
      if (pool === undefined) continue;
      const one = pools.length === 1;
      const kind = family === undefined ? '' : `IPv${family} `;
      const names = joinList(pools.map(({ name }) => `"${name}"`));
      report({
        path: one ? pathOf(pool, 'addresses') : pathOf(metallb, 'ipAddressPools'),
        message: `${one ? `pool ${names} has` : `the pools ${names} have`} ${formatCount(available, `free ${kind}address`, `free ${kind}addresses`)}, and ${formatCount(needed, 'is', 'are')} needed: ${joinList(services.map((service) => formatService(service, source)))}.`,
      });
    }
  },
};
