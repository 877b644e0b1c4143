import type { Address, Cidr, Family } from '../../address';
import type { K3sFacts, K3sVersion } from '../../releases';
import type { Profile } from '../../profile/schema/profile';
import type { CoreDnsPlan } from './coredns-plan';
import type { Derived, Immutable } from './derived';
import type { FlannelPlan } from './flannel-plan';
import type { LanPlan } from './lan-plan';
import type { OwnObject, PatchPlan } from './manifest-plan';
import type { MetalLbPlan } from './metallb-plan';
import type { Datastore, NodePlan, RegistrationPlan } from './node-plan';
import type { SamplePlan } from './sample-plan';
import type { TraefikPlan } from './traefik-plan';

/** Consecutive ports, first and last included, 1-65535. */
export type PortRange = Immutable<Profile['serviceNodePortRange']>;

export type KubeProxyPlan = Immutable<Profile['kubeProxy']>;

/** The objects for a Prometheus Operator. */
export type MonitoringPlan = Immutable<NonNullable<Profile['monitoring']>>;

/** For which pods NetworkPolicies are installed. */
export type NetworkPoliciesPlan = Derived<
  Omit<Profile['networkPolicies'], 'components'>,
  { readonly components: boolean }
>;

/** A VPN that k3s joins when it starts. */
export type VpnPlan = Immutable<NonNullable<Profile['vpn']>>;

/** A connection that must be possible, or must not be. */
export type ExpectationPlan = Immutable<Profile['expect'][number]>;

/** Images in place of the usual ones. */
export type ImagesPlan = Immutable<Profile['images']>;

/** Further keys of k3s's configuration, by their names, which may end in `+`. */
export type ExtraFlags = Immutable<Profile['k3s']['extra']>;

/** k3s's own load balancer, and its pools of nodes. */
export type ServiceLbPlan = Derived<Omit<Profile['servicelb'], 'mode'>, { readonly enabled: boolean }>;

/** A rule whose warnings and hints the user accepts. */
export type Silenced = Immutable<Profile['silence'][number]>;

/**
 * A cluster's whole network, derived once from its profile. Immutable. `pathOf` gives the path of every
 * object in the profile. Reading a value that depends on something unparsed throws `Unparsed`.
 */
export interface NetworkPlan {
  /** The profile's file name without `.yaml`. */
  readonly cluster: string;
  readonly k3sVersion: K3sVersion;
  readonly k3s: K3sFacts;
  readonly lan: LanPlan;
  /** In the profile's order. */
  readonly nodes: readonly NodePlan[];
  readonly servers: readonly NodePlan[];
  readonly agents: readonly NodePlan[];
  readonly datastore: Datastore;
  readonly registration: RegistrationPlan;
  /** Further names and addresses in the API server's certificate. */
  readonly tlsSan: readonly string[];
  /** Pod networks, primary family first. */
  readonly clusterCidr: readonly Cidr[];
  /** Service networks, primary family first. */
  readonly serviceCidr: readonly Cidr[];
  /** Prefix length of each node's share of `clusterCidr`. */
  readonly nodeCidrMaskSize: Readonly<Partial<Record<Family, number>>>;
  /** Address of the `kubernetes` Service: the first of the first service network. */
  readonly apiServiceAddress: Address;
  readonly clusterDns: readonly Address[];
  readonly clusterDomain: string;
  readonly serviceNodePortRange: PortRange;
  readonly kubeProxy: KubeProxyPlan;
  readonly flannel: FlannelPlan;
  readonly vpn?: VpnPlan;
  /** Further keys of every node file. */
  readonly k3sExtra: ExtraFlags;
  /** Whether k3s's embedded network policy controller runs. */
  readonly networkPolicy: boolean;
  readonly networkPolicies: NetworkPoliciesPlan;
  /** Undefined: no objects for Prometheus. */
  readonly monitoring?: MonitoringPlan;
  readonly coredns: CoreDnsPlan;
  readonly traefik: TraefikPlan;
  readonly serviceLb: ServiceLbPlan;
  readonly metallb?: MetalLbPlan;
  readonly samples: readonly SamplePlan[];
  /** The registry of all images that are installed; undefined for upstream's. */
  readonly imageRegistry?: string;
  /** Secrets in the namespaces of all pods that are installed, to pull their images by. */
  readonly imagePullSecrets: readonly string[];
  readonly images: ImagesPlan;
  /** The objects of the user's own manifests, in the order of their files. Their path is that of the file. */
  readonly ownObjects: readonly OwnObject[];
  readonly patches: readonly PatchPlan[];
  /** Packaged components that are disabled, in alphabetical order. */
  readonly disable: readonly string[];
  /** Expectations of the user's own, in the profile's order. */
  readonly expect: readonly ExpectationPlan[];
  readonly silence: readonly Silenced[];
}
