import { at, listed, nearest } from '../../diagnostics';
import { metalLbServices } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbServiceUnknownPool: NetworkRule = {
  id: 'metallb-service-unknown-pool',
  severity: 'error',
  title: 'A Service names a pool that does not exist',
  why: 'MetalLB gives such a Service no address at all, also where other pools have some to spare. It stays <pending>.',
  fix: 'Write the name of one of metallb.ipAddressPools.',
  *check(plan, source) {
    const pools = plan.metallb?.ipAddressPools.map(({ name }) => name) ?? [];
    for (const { settings, ipAddressPool } of metalLbServices(plan)) {
      if (ipAddressPool === undefined || pools.includes(ipAddressPool)) continue;
      const path = at(settings, 'ipAddressPool');
      const near = nearest(ipAddressPool, pools);
      yield {
        at: path,
        message: `${source.quote(path)} is not the name of a pool.`,
        hint: near === undefined ? `The pools are ${listed(pools)}.` : `Did you mean "${near}"?`,
      };
    }
  },
};
