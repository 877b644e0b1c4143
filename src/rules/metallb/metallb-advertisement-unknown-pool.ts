import { pathOf, joinList, findNearest } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbAdvertisementUnknownPool: NetworkRule = {
  id: 'metallb-advertisement-unknown-pool',
  severity: 'error',
  title: 'MetalLB advertisement names an unknown pool',
  why:
    'MetalLB accepts the advertisement. It does not announce the intended pool, so the addresses of its Services are ' +
    'unreachable.',
  fix: 'Write the name of one of metallb.ipAddressPools.',
  check({ metallb }, report, source) {
    if (metallb === undefined) return;
    const pools = metallb.ipAddressPools.map(({ name }) => name);
    for (const advertisement of [...metallb.l2Advertisements, ...metallb.bgpAdvertisements]) {
      for (const [index, name] of advertisement.ipAddressPools.entries()) {
        if (pools.includes(name)) continue;
        const path = pathOf(advertisement, 'ipAddressPools', index);
        const near = findNearest(name, pools);
        report({
          path,
          message: `${source.quote(path)} is not the name of a pool.`,
          hint: near === undefined ? `The pools are ${joinList(pools)}.` : `Did you mean "${near}"?`,
        });
      }
    }
  },
};
