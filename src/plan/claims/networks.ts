import type { Cidr } from '../../address';
import { overlaps } from '../../address';
import type { NetworkPlan } from '../model';
import { memoize } from '../../evaluation/memoize';

/** A network that the cluster makes for itself, inside of which every address means a pod or a Service. */
export interface ClusterNetwork {
  readonly cidr: Cidr;
  /** As a message names it. */
  readonly title: 'the pod network' | 'the service network';
}

/** The pod and service networks, in that order. */
export const listClusterNetworks = memoize(
  ({ clusterCidr, serviceCidr }: NetworkPlan): readonly ClusterNetwork[] => [
    ...clusterCidr.map((cidr): ClusterNetwork => ({ cidr, title: 'the pod network' })),
    ...serviceCidr.map((cidr): ClusterNetwork => ({ cidr, title: 'the service network' })),
  ],
);

/** Those that have no address of the LAN: what lies in another one is the LAN's mistake and said of the LAN. */
export function listClusterNetworksOutsideLan(plan: NetworkPlan): readonly ClusterNetwork[] {
  return listClusterNetworks(plan).filter(({ cidr }) => !plan.lan.cidr.some((lan) => overlaps(lan, cidr)));
}

/** Every network of the plan: the LAN's, the pods' and the Services'. One after the other, as far as they parse. */
export function* listNetworks(plan: NetworkPlan): Iterable<Cidr> {
  yield* plan.lan.cidr;
  yield* plan.clusterCidr;
  yield* plan.serviceCidr;
}
