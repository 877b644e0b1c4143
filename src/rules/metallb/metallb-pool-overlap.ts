import { formatSpan, intersect } from '../../address';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPoolOverlap: NetworkRule = {
  id: 'metallb-pool-overlap',
  severity: 'error',
  title: 'MetalLB pools overlap',
  why:
    "MetalLB's webhook rejects the second pool, because it cannot determine the pool of such an address. Services " +
    'that name that pool are assigned no address.',
  fix: 'Assign each address to one pool only.',
  check({ metallb }, report, source) {
    const ranges = (metallb?.ipAddressPools ?? []).flatMap((pool) =>
      pool.addresses.map((range) => ({ pool, range })),
    );
    for (const [index, { pool, range }] of ranges.entries()) {
      for (const other of ranges.slice(0, index)) {
        const common = intersect(range, other.range);
        if (common === undefined) continue;
        const owner = other.pool === pool ? 'the same pool' : `pool "${other.pool.name}"`;
        report({
          path: pathOf(range),
          message: `${source.quote(range)} overlaps ${source.quote(other.range)} of ${owner} (${source.line(other.range)}) at ${formatSpan(common)}.`,
        });
      }
    }
  },
};
