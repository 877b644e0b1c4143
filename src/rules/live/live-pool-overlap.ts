import { AddressRange, formatSpan, overlaps } from '../../address';
import type { Span } from '../../address';
import { pathOf } from '../../diagnostics';
import { METALLB_NAMESPACE } from '../../plan';
import { titleOf } from '../../running';
import type { RunningObject } from '../../running';
import { quoteCommand } from '../../terminal/quote-command';
import type { LiveRule } from '../live-rule';

export const livePoolOverlap: LiveRule = {
  id: 'live-pool-overlap',
  severity: 'error',
  title: 'A pool of the running MetalLB overlaps a pool of the profile',
  why: "MetalLB's webhook rejects a pool that overlaps an existing one, so that the apply stops.",
  fix: 'Give the pool in the profile the name of the running one, or delete the running pool first.',
  *compare({ plan, running }) {
    const { metallb } = plan;
    if (metallb === undefined) return;
    const names = metallb.ipAddressPools.map(({ name }) => name);
    const others = running
      .ofKind('IPAddressPool')
      .filter(({ metadata }) => metadata.namespace === METALLB_NAMESPACE && !names.includes(metadata.name));
    for (const other of others) {
      for (const pool of metallb.ipAddressPools) {
        const range = pool.addresses.find((one) => parseRanges(other).some((span) => overlaps(one, span)));
        if (range === undefined) continue;
        yield {
          path: pathOf(range),
          message: `${formatSpan(range)} of pool "${pool.name}" overlaps ${titleOf(other)} with ${(other.spec?.addresses ?? []).join(', ')}.`,
          hint: `Name the pool "${other.metadata.name}", or delete the running one: ${quoteCommand(['kubectl', '-n', METALLB_NAMESPACE, 'delete', 'ipaddresspool', other.metadata.name])}.`,
        };
      }
    }
  },
};

function parseRanges({ spec }: RunningObject): readonly Span[] {
  return (spec?.addresses ?? []).flatMap((text) => {
    try {
      return [AddressRange.parse(text)];
    } catch {
      return [];
    }
  });
}
