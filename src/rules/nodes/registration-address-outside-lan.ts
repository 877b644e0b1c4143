import { contains, findSpecialPurposes } from '../../address';
import { pathOf, citeValue } from '../../diagnostics';
import {
  listClusterNetworks,
  listExternalAddresses,
  listRegistrationAddresses,
  findSegment,
} from '../../plan';
import type { NetworkRule } from '../network-rule';

export const registrationAddressOutsideLan: NetworkRule = {
  id: 'registration-address-outside-lan',
  severity: 'warning',
  title: 'Nodes join by a private address that is not in the LAN',
  why:
    'A virtual address is answered by ARP, which does not leave the LAN. One of another private network is reached only if ' +
    'a router knows the way, and else every node hangs while it joins.',
  fix: 'Choose a free address of the LAN, or silence this rule where a router knows the way.',
  *check(plan, source) {
    const { lan } = plan;
    for (const { address } of listRegistrationAddresses(plan)) {
      const known =
        listClusterNetworks(plan).some(({ cidr }) => contains(cidr, address)) ||
        findSegment(lan, address) !== undefined ||
        listExternalAddresses(plan.servers).some((external) => external.address.equals(address)) ||
        lan.reserved.some(({ range }) => contains(range, address));
      const isPrivate = findSpecialPurposes(address).some(({ use }) => use === 'private');
      const cidr = lan.cidr.find(({ family }) => family === address.family);
      if (known || !isPrivate || cidr === undefined) continue;
      yield {
        path: pathOf(address),
        message: `${source.quote(address)} is outside the LAN ${citeValue(source, cidr)}.`,
        hint: 'Nodes would hang while they join, unless a router knows the way. Choose a free address of the LAN.',
      };
    }
  },
};
