import type { Cidr } from '../../address';
import { Address, BITS } from '../../address';
import type { NameQuery } from '../../languages/corefile';
import { parseZoneKey } from '../../languages/corefile';
import { listNodeShares } from '../claims/node-shares';
import type { NetworkPlan } from '../model';

/** A pod of a node: the first addresses of a share are those of the network and the bridge. */
const POD_INDEX = 5n;

/** Nodes of which one pod each is enough to tell whether pods are served. */
const MOST_NODES = 64;

/** Queries for Services that any cluster could have, of the families that it has. */
export function serviceQueries({ clusterDomain, serviceCidr }: NetworkPlan): readonly NameQuery[] {
  const types = new Set(serviceCidr.map(({ family }): NameQuery['type'] => (family === 4 ? 'A' : 'AAAA')));
  return ['web.apps', 'db.data'].flatMap((service) =>
    [...types].map((type) => ({ name: `${service}.svc.${clusterDomain}`, type })),
  );
}

/** Reverse lookups of a Service and of a pod, of each family. */
export function reverseQueries(plan: NetworkPlan): readonly NameQuery[] {
  const addresses = [...plan.serviceCidr, ...plan.clusterCidr].map((cidr) => addressAt(cidr, POD_INDEX));
  return addresses.map((address) => {
    const [name = ''] = parseZoneKey(`${address.toString()}/${BITS[address.family]}`).zones;
    return { name, type: 'PTR' };
  });
}

/** The address of a pod on each node, of each family. */
export function podClients(plan: NetworkPlan): readonly Address[] {
  const nodes = plan.nodes.slice(0, MOST_NODES);
  return listNodeShares(plan).flatMap(({ cidr, maskSize, count }) => {
    const share = 1n << BigInt(BITS[cidr.family] - maskSize);
    return nodes
      .map((_, index) => BigInt(index))
      .filter((index) => index < count)
      .map((index) => addressAt(cidr, index * share + POD_INDEX));
  });
}

function addressAt({ family, first, last }: Cidr, index: bigint): Address {
  return new Address(family, first + index > last ? last : first + index);
}
