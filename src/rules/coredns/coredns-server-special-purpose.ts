import { findSpecialPurposes } from '../../address';
import { allServers } from '../../plan';
import type { NetworkRule } from '../network-rule';

/** Loopback is another rule's; behind a translator (NAT64) IPv4 servers have IPv6 addresses. */
const SAID_OR_SERVED = /^(loopback|IPv4-IPv6 translation)/;

export const corednsServerSpecialPurpose: NetworkRule = {
  id: 'coredns-server-special-purpose',
  severity: 'error',
  title: 'A name server has a special-purpose address',
  why:
    'Multicast, link-local and documentation addresses are not routed, so pods cannot reach them. CoreDNS waits ' +
    'until the query times out.',
  fix: 'Write the address of a name server.',
  check({ coredns }, report, source) {
    for (const { address, path } of allServers(coredns)) {
      const purpose = findSpecialPurposes(address).find(({ use }) => use === 'unusable');
      if (purpose === undefined || SAID_OR_SERVED.test(purpose.name)) continue;
      report({
        path,
        message: `${source.quote(path)} is in ${purpose.cidr.toString()}, which is ${purpose.name}.`,
      });
    }
  },
};
