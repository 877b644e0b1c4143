import type { Address } from '../../address';
import type { NetworkPlan } from '../../plan';
import { contains } from '../../address';
import { l2AdvertisementsOf, listMetalLbServices, findPoolWith } from '../../plan';
import type { ClusterCheck, Verification } from '../check';
import { isNotLooked, orNotLooked } from '../or-not-looked';
import { answeredBy, lookedAt } from './answered-by';
import { readChosenNodes } from './chosen-nodes';
import { owners } from './neighbour-table';
import { ownNetwork } from './way-to';

/** Addresses that MetalLB announces by ARP and NDP. */
export const addressOwners: ClusterCheck = {
  id: 'address-owners',
  scope: 'lan',
  title: 'the node that MetalLB has chosen answers ARP or NDP for every address that the profile fixes',
  why: 'Where another machine has the address too, clients reach one or the other by chance; where nobody answers, or a client remembers a node that is gone, they reach none.',
  applies: (plan) => fixedAddresses(plan).length > 0,
  async *look({ plan, lan, cluster }: Verification) {
    const { near, far } = await ownNetwork(lan, fixedAddresses(plan), (address) =>
      lookedAt(address, lan.name),
    );
    yield* far;
    if (near.length === 0) return;
    const nodes = plan.nodes.flatMap(({ name, nodeIp }) =>
      nodeIp.map((address) => ({ name, address: address.toString() })),
    );
    const seen = await owners(lan, [...nodes.map(({ address }) => address), ...near.map(String)]);
    // Who answers is worth knowing without it.
    const choice = `whom MetalLB has chosen to answer for ${near.join(', ')} (ServiceL2Status)`;
    const chosen = await orNotLooked(choice, () => readChosenNodes(cluster));
    if (isNotLooked(chosen)) yield chosen;
    for (const address of near) {
      const owner = seen.get(String(address));
      const node = nodes.find((one) => owner !== undefined && seen.get(one.address)?.mac === owner.mac);
      yield answeredBy({
        ...{ address, here: lan.name },
        ...(owner !== undefined && { owner }),
        ...(node !== undefined && { node: node.name }),
        chosen: isNotLooked(chosen) ? [] : chosen(address),
      });
    }
  },
};

/** Fixed addresses on the LAN itself: behind a router its neighbour is the router. */
export function fixedAddresses(plan: NetworkPlan): readonly Address[] {
  const { metallb, lan } = plan;
  if (metallb === undefined) return [];
  const all = listMetalLbServices(plan).flatMap(({ loadBalancerIPs }) => loadBalancerIPs);
  const local = all.filter((address) => {
    const pool = findPoolWith(metallb.ipAddressPools, address);
    return (
      pool !== undefined &&
      l2AdvertisementsOf(metallb, pool).length > 0 &&
      lan.cidr.some((cidr) => contains(cidr, address))
    );
  });
  return local.filter((address, index) => local.findIndex((one) => one.equals(address)) === index);
}
