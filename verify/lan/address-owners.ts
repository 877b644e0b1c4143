import type { Address, NetworkPlan } from '../../network';
import { contains, l2AdvertisementsOf, metalLbServices, poolWith } from '../../network';
import type { ClusterCheck, Verification } from '../check';
import type { Observation } from '../finding';
import { compared, fails } from '../finding';
import { owners } from './neighbour-table';

/** Addresses that MetalLB announces by ARP and NDP. */
export const addressOwners: ClusterCheck = {
  id: 'address-owners',
  scope: 'lan',
  title: 'a node of the cluster answers ARP or NDP for every address that the profile fixes',
  why: 'Where another machine has the address too, clients reach one or the other by chance; where nobody answers, or a client remembers a node that is gone, they reach none.',
  applies: (plan) => fixedAddresses(plan).length > 0,
  async *look({ plan, lan }: Verification) {
    const nodes = plan.nodes.flatMap(({ name, nodeIp }) =>
      nodeIp.map((address) => ({ name, address: address.toString() })),
    );
    const fixed = fixedAddresses(plan).map(String);
    const seen = await owners(lan, [...nodes.map(({ address }) => address), ...fixed]);
    const byMac = new Map(
      nodes.flatMap(({ name, address }) => {
        const mac = seen.get(address)?.mac;
        return mac === undefined ? [] : [[mac, name] as const];
      }),
    );
    for (const address of fixed) yield owned(address, seen.get(address), byMac, lan.name);
  },
};

/** Fixed addresses on the LAN itself: behind a router its neighbour is the router. */
export function fixedAddresses(plan: NetworkPlan): readonly Address[] {
  const { metallb, lan } = plan;
  if (metallb === undefined) return [];
  const all = metalLbServices(plan).flatMap(({ loadBalancerIPs }) => loadBalancerIPs);
  const local = all.filter((address) => {
    const pool = poolWith(metallb.ipAddressPools, address);
    return (
      pool !== undefined &&
      l2AdvertisementsOf(metallb, pool).length > 0 &&
      lan.cidr.some((cidr) => contains(cidr, address))
    );
  });
  return local.filter((address, index) => local.findIndex((one) => one.equals(address)) === index);
}

function owned(
  address: string,
  seen: { readonly mac: string; readonly permanent: boolean } | undefined,
  nodes: ReadonlyMap<string, string>,
  here: string,
): Observation {
  const look = {
    looked: `who answers for ${address} (ip -j neighbour on ${here})`,
    planned: 'a node of the cluster',
  };
  if (seen === undefined) {
    const next = 'kubectl get servicel2statuses -A; kubectl -n metallb-system logs daemonset/speaker';
    return fails({ ...look, found: 'nobody', next });
  }
  const node = nodes.get(seen.mac);
  const stale = seen.permanent ? ', written there for good: stale' : '';
  return compared(node !== undefined, {
    ...look,
    found:
      node === undefined ? `${seen.mac}, which is no node of the cluster${stale}` : `${node} (${seen.mac})`,
    next: seen.permanent
      ? `ip neigh del ${address} dev <interface> on ${here}`
      : `find the machine with the MAC address ${seen.mac} (the router's list of leases, the switch), and give it an address outside the pool`,
  });
}
