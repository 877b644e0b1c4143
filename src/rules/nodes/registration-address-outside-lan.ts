import { contains, findSpecialPurposes } from '../../address';
import { pathOf, citeValue } from '../../diagnostics';
import {
  listClusterNetworks,
  listExternalAddresses,
  listFurtherNetworks,
  listRegistrationAddresses,
  findSegment,
} from '../../plan';
import type { NetworkRule } from '../network-rule';

export const registrationAddressOutsideLan: NetworkRule = {
  id: 'registration-address-outside-lan',
  severity: 'warning',
  title: 'registrationAddress is a private address outside the LAN',
  why:
    'Hosts answer ARP for a virtual address inside the LAN only. An address of another private network is reachable ' +
    'only through a router with a route to it. Otherwise every node times out while it joins.',
  fix: 'Choose a free address of the LAN, or silence this rule where a router has a route to it.',
  check(plan, report, source) {
    const { lan } = plan;
    for (const { address } of listRegistrationAddresses(plan)) {
      const known =
        listClusterNetworks(plan).some(({ cidr }) => contains(cidr, address)) ||
        findSegment(lan, address) !== undefined ||
        listFurtherNetworks(plan).some(({ cidr }) => contains(cidr, address)) ||
        listExternalAddresses(plan.servers).some((external) => external.address.equals(address)) ||
        lan.reserved.some(({ range }) => contains(range, address));
      const isPrivate = findSpecialPurposes(address).some(({ use }) => use === 'private');
      const cidr = lan.cidr.find(({ family }) => family === address.family);
      if (known || !isPrivate || cidr === undefined) continue;
      report({
        path: pathOf(address),
        message: `${source.quote(address)} is outside the LAN ${citeValue(source, cidr)}.`,
        hint: 'Nodes would time out while they join, unless a router has a route to it. Choose a free address of the LAN.',
      });
    }
  },
};
