import type { Cidr } from '../address';
import type { Finding, ProfileSource } from '../diagnostics';
import { contains, overlaps } from '../address';
import { pathOf, citeValue, sortStatedFirst } from '../diagnostics';

/** A network and what it is for, as a message names it. */
export interface NamedNetwork {
  readonly cidr: Cidr;
  readonly title: string;
}

/** Where two networks overlap: the path and the sentence. Of two networks that overlap, one contains the other. */
export function findNetworkClash(
  source: ProfileSource,
  later: NamedNetwork,
  earlier: NamedNetwork,
): Pick<Finding, 'path' | 'message'> | undefined {
  if (!overlaps(later.cidr, earlier.cidr)) return undefined;
  const [cidr] = sortStatedFirst(source, later.cidr, earlier.cidr);
  const other = cidr === later.cidr ? earlier : later;
  return {
    path: pathOf(cidr),
    message: `${source.quote(cidr)} ${relation(cidr, other.cidr)} ${other.title} ${citeValue(source, other.cidr)}.`,
  };
}

function relation(cidr: Cidr, other: Cidr): string {
  if (cidr.prefixLength === other.prefixLength) return 'equals';
  return contains(cidr, other) ? 'contains' : 'is inside';
}

/** How a network overlaps a range with an owner: `claim` continues "172.17.0.0/16 is …". */
export function describeClaim(cidr: Cidr, range: Cidr, claim: string): string {
  if (cidr.prefixLength === range.prefixLength) return `is ${claim}`;
  return `${contains(range, cidr) ? 'is inside' : 'contains'} ${range.toString()}, ${claim}`;
}
