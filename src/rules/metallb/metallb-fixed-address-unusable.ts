import { pathOf } from '../../diagnostics';
import {
  interfaceUnusable,
  l2AdvertisementsOf,
  lanUnusable,
  listMetalLbServices,
  findPoolWith,
} from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbFixedAddressUnusable: NetworkRule = {
  id: 'metallb-fixed-address-unusable',
  severity: 'error',
  title: 'Fixed address is the network or broadcast address of the LAN',
  why:
    'Hosts use the last address of their network as broadcast address, and the first as network address. They open no ' +
    'connection to either.',
  fix: 'Write an address between the two.',
  check(plan, report, source) {
    const { metallb, lan } = plan;
    if (metallb === undefined) return;
    const unusable = [...lanUnusable(lan), ...interfaceUnusable(plan)];
    for (const address of listMetalLbServices(plan).flatMap(({ loadBalancerIPs }) => loadBalancerIPs)) {
      const found = unusable.find((one) => one.address.equals(address));
      const pool = findPoolWith(metallb.ipAddressPools, address);
      if (found === undefined || pool === undefined || l2AdvertisementsOf(metallb, pool).length === 0)
        continue;
      report({
        path: pathOf(address),
        message: `${source.quote(address)} is the ${found.name} address of ${lan.cidr.includes(found.cidr) ? `the LAN ${source.quote(found.cidr)}` : `the network ${found.cidr.toString()}`} (${source.line(found.cidr)}).`,
      });
    }
  },
};
