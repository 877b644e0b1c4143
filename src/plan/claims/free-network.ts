import type { Family } from '../../address';
import { Cidr, overlaps } from '../../address';
import { listFurtherNetworks } from '../lan/interface-networks';
import type { NetworkPlan } from '../model';
import { listClusterNetworks } from './networks';

/** k3s's own choices first. Private networks that home routers, VPNs and Docker seldom have. */
const CANDIDATES: Readonly<Record<Family, readonly string[]>> = {
  4: ['10.42.0.0/16', '10.43.0.0/16', '10.52.0.0/16', '10.53.0.0/16', '172.29.0.0/16', '172.30.0.0/16'],
  6: ['fd00:42::/56', 'fd00:43::/112', 'fd00:52::/56', 'fd00:53::/112'],
};

/** A network that a cluster could have without touching its LAN or its other networks. */
export function findFreeNetwork(plan: NetworkPlan, family: Family): string {
  const taken = [
    ...plan.lan.cidr,
    ...[...listFurtherNetworks(plan), ...listClusterNetworks(plan)].map(({ cidr }) => cidr),
  ];
  const free = CANDIDATES[family].filter((text) => !taken.some((cidr) => overlaps(cidr, Cidr.parse(text))));
  return free[0] ?? 'a private network that nothing else uses';
}
