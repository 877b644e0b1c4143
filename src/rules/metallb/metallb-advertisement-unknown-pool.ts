import { pathOf, joinList, findNearest } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbAdvertisementUnknownPool: NetworkRule = {
  id: 'metallb-advertisement-unknown-pool',
  severity: 'error',
  title: 'An advertisement names a pool that does not exist',
  why:
    'MetalLB takes such an advertisement without a word. The pool that was meant is not announced, and its Services ' +
    'have addresses that nobody reaches.',
  fix: 'Write the name of one of the pools in ipAddressPools.',
  *check({ metallb }, source) {
    if (metallb === undefined) return;
    const pools = metallb.ipAddressPools.map(({ name }) => name);
    for (const advertisement of [...metallb.l2Advertisements, ...metallb.bgpAdvertisements]) {
      for (const [index, name] of advertisement.ipAddressPools.entries()) {
        if (pools.includes(name)) continue;
        const path = pathOf(advertisement, 'ipAddressPools', index);
        const near = findNearest(name, pools);
        yield {
          path: path,
          message: `${source.quote(path)} is not the name of a pool.`,
          hint: near === undefined ? `The pools are ${joinList(pools)}.` : `Did you mean "${near}"?`,
        };
      }
    }
  },
};
