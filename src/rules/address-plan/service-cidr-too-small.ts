import type { Address, Cidr } from '../../address';
import { pathOf, formatCount } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** The API server rejects a service network with fewer addresses. */
const FEWEST = 8n;

/** Index of k3s's default for the cluster DNS. */
const DNS_INDEX = 10n;

export const serviceCidrTooSmall: NetworkRule = {
  id: 'service-cidr-too-small',
  severity: 'error',
  title: 'serviceCidr has too few addresses for the cluster DNS or the API server',
  why:
    'The API server requires eight addresses, and k3s assigns the tenth to the cluster DNS. Without one k3s exits ' +
    'with "cannot configure default cluster-dns address". serviceCidr cannot be changed later.',
  fix: 'Write a shorter prefix. A /16 is usual; it is not visible outside the cluster.',
  check({ serviceCidr, clusterDns }, report, source) {
    for (const cidr of serviceCidr) {
      const lack = lackOf(cidr, clusterDns);
      if (lack === undefined) continue;
      report({
        path: pathOf(cidr),
        message: `${source.quote(cidr)} has ${formatCount(cidr.size, 'address', 'addresses')}, ${lack}.`,
        hint: `k3s would not start. Write a shorter prefix, such as ${cidr.family === 4 ? '/16' : '/112'}.`,
      });
    }
  },
};

function lackOf(cidr: Cidr, clusterDns: readonly Address[]): string | undefined {
  if (cidr.size < FEWEST) return `fewer than the ${FEWEST} that the API server requires`;
  const hasDns = cidr.size > DNS_INDEX || clusterDns.some(({ family }) => family === cidr.family);
  return hasDns ? undefined : 'so it has no tenth one for the cluster DNS';
}
