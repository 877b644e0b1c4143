import type { Cidr } from '../../address';
import { Address } from '../../address';
import type { LanPlan, NetworkPlan } from '../model';
import { listFurtherNetworks } from './interface-networks';

/** An address of the LAN that no host can have. */
export interface UnusableAddress {
  readonly address: Address;
  readonly name: 'network' | 'broadcast';
  readonly cidr: Cidr;
}

/** Networks this small have neither: RFC 3021. */
const POINT_TO_POINT = 31;

/** The network and broadcast addresses of each IPv4 network of the LAN. */
export function lanUnusable({ cidr: networks }: LanPlan): readonly UnusableAddress[] {
  return listEnds(networks);
}

/** Those of the networks of further interfaces. */
export function interfaceUnusable(plan: NetworkPlan): readonly UnusableAddress[] {
  return listEnds(listFurtherNetworks(plan).map(({ cidr }) => cidr));
}

function listEnds(networks: readonly Cidr[]): readonly UnusableAddress[] {
  return networks
    .filter(({ family, prefixLength }) => family === 4 && prefixLength < POINT_TO_POINT)
    .flatMap((cidr) => [
      { address: new Address(4, cidr.first), name: 'network', cidr } as const,
      { address: new Address(4, cidr.last), name: 'broadcast', cidr } as const,
    ]);
}
