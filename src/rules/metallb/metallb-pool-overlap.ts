import { formatSpan, intersect } from '../../address';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPoolOverlap: NetworkRule = {
  id: 'metallb-pool-overlap',
  severity: 'error',
  title: 'Two ranges of MetalLB pools have addresses in common',
  why:
    'MetalLB cannot tell which pool such an address belongs to. Its webhook refuses the second pool, and every ' +
    'Service that names it stays without an address.',
  fix: 'Give each address to one pool only.',
  *check({ metallb }, source) {
    const ranges = (metallb?.ipAddressPools ?? []).flatMap((pool) =>
      pool.addresses.map((range) => ({ pool, range })),
    );
    for (const [index, { pool, range }] of ranges.entries()) {
      for (const other of ranges.slice(0, index)) {
        const common = intersect(range, other.range);
        if (common === undefined) continue;
        const owner = other.pool === pool ? 'the same pool' : `pool "${other.pool.name}"`;
        yield {
          path: pathOf(range),
          message: `${source.quote(range)} and ${source.quote(other.range)} of ${owner} (${source.line(other.range)}) both have ${formatSpan(common)}.`,
        };
      }
    }
  },
};
