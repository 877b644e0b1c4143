import { pathOf, formatCount, joinList } from '../../diagnostics';
import { listMetalLbServices, findShortages, formatService } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPoolExhausted: NetworkRule = {
  id: 'metallb-pool-exhausted',
  severity: 'error',
  title: 'The pools have fewer addresses than the Services that need them',
  why:
    'A Service for which no address is left stays <pending>, and which one that is depends on the order in which they ' +
    'are created. After a restart it may be another.',
  fix: 'Give the pool more addresses, or let Services share one: the same allowSharedIp, different ports.',
  *check(plan, source) {
    const { metallb } = plan;
    if (metallb === undefined) return;
    const found = findShortages(metallb.ipAddressPools, listMetalLbServices(plan));
    for (const { pools, family, services, needed, available } of found) {
      const [pool] = pools;
      if (pool === undefined) continue;
      const one = pools.length === 1;
      const kind = family === undefined ? '' : `IPv${family} `;
      const names = joinList(pools.map(({ name }) => `"${name}"`));
      yield {
        path: one ? pathOf(pool, 'addresses') : pathOf(metallb, 'ipAddressPools'),
        message: `${one ? `pool ${names} has` : `the pools ${names} have`} ${formatCount(available, `${kind}address`, `${kind}addresses`)} to give, and ${formatCount(needed, 'is', 'are')} needed: ${joinList(services.map((service) => formatService(service, source)))}.`,
      };
    }
  },
};
