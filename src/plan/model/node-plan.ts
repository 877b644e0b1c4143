import type { Address } from '../../address';

/** `server`: control plane and datastore. `agent`: workloads only. */
export type NodeRole = 'server' | 'agent';

/** One machine of the cluster. */
export interface NodePlan {
  /** Host name; the Kubernetes node name. */
  readonly name: string;
  readonly role: NodeRole;
  /** Its addresses on the LAN, one for each family, the cluster's primary family first. */
  readonly nodeIp: readonly Address[];
  /** Addresses by which others outside the LAN reach it. */
  readonly nodeExternalIp: readonly Address[];
  /** Interface that flannel's packets leave by; unset: the one with the default route. */
  readonly flannelIface?: string;
  /** `key=value` labels that it registers with, ServiceLB's included. */
  readonly nodeLabel: readonly string[];
  /** `key=value:Effect` taints that it registers with. */
  readonly nodeTaint: readonly string[];
}

/** Where a cluster's state is kept. */
export type Datastore = 'sqlite' | 'etcd' | 'external';

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
