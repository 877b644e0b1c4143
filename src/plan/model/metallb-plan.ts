import type { Address, AddressRange } from '../../address';

/** How a pool's addresses are made known, where no advertisement of its own says more. */
export type Advertise = 'l2' | 'bgp' | 'none';

/** Which nodes, by label or by name. */
export interface NodeSelector {
  /** Labels that a node must have. */
  readonly matchLabels: Readonly<Record<string, string>>;
  readonly matchExpressions: readonly LabelRequirement[];
}

export interface LabelRequirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

export interface ServiceAllocationPlan {
  /** Lower is asked first; 0 last. */
  readonly priority: number;
  readonly namespaces: readonly string[];
  readonly namespaceSelectors: readonly NodeSelector[];
  readonly serviceSelectors: readonly NodeSelector[];
}

export interface IPAddressPoolPlan {
  readonly name: string;
  readonly addresses: readonly AddressRange[];
  readonly advertise?: Advertise;
  readonly autoAssign: boolean;
  readonly avoidBuggyIPs: boolean;
  readonly serviceAllocation?: ServiceAllocationPlan;
}

export interface L2AdvertisementPlan {
  readonly name: string;
  /** Names of pools; empty: every pool. */
  readonly ipAddressPools: readonly string[];
  readonly interfaces: readonly string[];
  readonly nodeSelectors: readonly NodeSelector[];
}

export interface BGPAdvertisementPlan {
  readonly name: string;
  readonly ipAddressPools: readonly string[];
  readonly aggregationLength: number;
  readonly aggregationLengthV6: number;
  readonly localPref?: number;
  /** Literals (`65535:65282`, `large:…`) or names of `communities`. */
  readonly communities: readonly string[];
  /** Names of peers; empty: every peer. */
  readonly peers: readonly string[];
  readonly nodeSelectors: readonly NodeSelector[];
}

export interface BGPPeerPlan {
  readonly name: string;
  readonly myASN: number;
  readonly peerASN?: number;
  readonly dynamicASN?: 'internal' | 'external';
  readonly peerAddress?: Address;
  readonly interface?: string;
  readonly peerPort: number;
  readonly sourceAddress?: Address;
  readonly routerID?: Address;
  readonly holdTimeSeconds?: number;
  readonly keepaliveTimeSeconds?: number;
  readonly connectTimeSeconds?: number;
  readonly ebgpMultiHop: boolean;
  /** Name of a BFD profile. */
  readonly bfdProfile?: string;
  /** Secret (kubernetes.io/basic-auth) in metallb-system with the session's password. */
  readonly passwordSecret?: string;
  readonly enableGracefulRestart: boolean;
  readonly vrf?: string;
  readonly dualStackAddressFamily: boolean;
  readonly nodeSelectors: readonly NodeSelector[];
}

export interface BFDProfilePlan {
  readonly name: string;
  /** Milliseconds. */
  readonly receiveInterval?: number;
  /** Milliseconds. */
  readonly transmitInterval?: number;
  /** Milliseconds. */
  readonly echoInterval?: number;
  readonly detectMultiplier?: number;
  readonly minimumTtl?: number;
  readonly echoMode: boolean;
  readonly passiveMode: boolean;
}

export interface CommunityPlan {
  readonly name: string;
  readonly value: string;
}

export interface MetalLbPlan {
  readonly bgpBackend: 'native' | 'frr-k8s';
  readonly loadBalancerClass?: string;
  readonly ipAddressPools: readonly IPAddressPoolPlan[];
  /** As written, and one for each pool with `advertise: l2`. */
  readonly l2Advertisements: readonly L2AdvertisementPlan[];
  /** As written, and one for each pool with `advertise: bgp`. */
  readonly bgpAdvertisements: readonly BGPAdvertisementPlan[];
  readonly bgpPeers: readonly BGPPeerPlan[];
  readonly bfdProfiles: readonly BFDProfilePlan[];
  readonly communities: readonly CommunityPlan[];
}
