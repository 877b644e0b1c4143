import type { Address, Cidr } from '../../address';
import { pathOf, formatCount } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** The API server takes no service network with fewer addresses. */
const FEWEST = 8n;

/** Where k3s puts the cluster DNS unless told otherwise. */
const DNS_INDEX = 10n;

export const serviceCidrTooSmall: NetworkRule = {
  id: 'service-cidr-too-small',
  severity: 'error',
  title: 'The service network has no room for what every cluster needs',
  why:
    'The API server wants eight addresses at least, and k3s gives the tenth to the cluster DNS: without one it ends with ' +
    '"cannot configure default cluster-dns address". A service network cannot be made larger afterwards.',
  fix: 'Write a shorter prefix. A /16 is usual; nothing outside the cluster sees it.',
  *check({ serviceCidr, clusterDns }, source) {
    for (const cidr of serviceCidr) {
      const lack = lackOf(cidr, clusterDns);
      if (lack === undefined) continue;
      yield {
        path: pathOf(cidr),
        message: `${source.quote(cidr)} has ${formatCount(cidr.size, 'address', 'addresses')}, ${lack}.`,
        hint: `k3s would not start. Write a shorter prefix, such as ${cidr.family === 4 ? '/16' : '/112'}.`,
      };
    }
  },
};

function lackOf(cidr: Cidr, clusterDns: readonly Address[]): string | undefined {
  if (cidr.size < FEWEST) return `fewer than the ${FEWEST} that the API server wants`;
  const hasDns = cidr.size > DNS_INDEX || clusterDns.some(({ family }) => family === cidr.family);
  return hasDns ? undefined : 'so there is no tenth one for the cluster DNS';
}
