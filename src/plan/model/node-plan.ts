import type { Address, Cidr } from '../../address';
import type { Profile } from '../../profile/schema/profile';
import type { Derived, Immutable } from './derived';

type ProfileNode = Profile['nodes'][number];

/** `server`: control plane and datastore. `agent`: workloads only. */
export type NodeRole = ProfileNode['role'];

/** An interface of a node beside that of its own address. */
export type NodeInterfacePlan = Derived<
  ProfileNode['interfaces'][number],
  {
    /** Its addresses, each with the prefix length of its network. */
    readonly addresses: readonly Cidr[];
    /** Whether it carries ARP and NDP (`ethernet`) or IP packets only (`tunnel`). */
    readonly kind: 'ethernet' | 'tunnel';
  }
>;

/** One machine of the cluster. */
export type NodePlan = Derived<
  ProfileNode,
  {
    /** Its addresses on the LAN, one for each family, the cluster's primary family first. */
    readonly nodeIp: readonly Address[];
    /** Addresses by which others outside the LAN reach it. */
    readonly nodeExternalIp: readonly Address[];
    /** Interface that flannel's packets leave by; unset: the one with the default route. */
    readonly flannelIface?: string;
    /** Interfaces beside that of `nodeIp`. */
    readonly interfaces: readonly NodeInterfacePlan[];
    /** Most pods that the kubelet starts on it. */
    readonly kubelet: Immutable<Profile['kubelet']>;
    /** `key=value` labels that it registers with, ServiceLB's included. */
    readonly nodeLabel: readonly string[];
  }
>;

/** Where a cluster's state is kept. */
export type Datastore = NonNullable<Profile['datastore']>;

/** How nodes find the servers. */
export interface RegistrationPlan {
  /** Host name or address that agents and further servers join by. */
  readonly address: string;
  /** Port of the Kubernetes API and the k3s supervisor. */
  readonly port: number;
  /** `https://address:port` */
  readonly url: string;
  /** Whether it is an address of its own (DNS, VIP, load balancer) rather than the first server's. */
  readonly fixed: boolean;
}
