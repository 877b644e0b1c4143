import type { Profile } from '../../profile/schema/profile';
import type { Derived, Immutable } from './derived';

type ProfileMetalLb = NonNullable<Profile['metallb']>;

export type IPAddressPoolPlan = Immutable<ProfileMetalLb['ipAddressPools'][number]>;

/** How a pool's addresses are announced, where no advertisement names the pool. */
export type Advertise = NonNullable<IPAddressPoolPlan['advertise']>;

export type ServiceAllocationPlan = NonNullable<IPAddressPoolPlan['serviceAllocation']>;

export type L2AdvertisementPlan = Immutable<ProfileMetalLb['l2Advertisements'][number]>;

/** Which nodes, Services or namespaces, by label. */
export type NodeSelector = L2AdvertisementPlan['nodeSelectors'][number];

export type LabelRequirement = NodeSelector['matchExpressions'][number];

export type BGPAdvertisementPlan = Immutable<ProfileMetalLb['bgpAdvertisements'][number]>;

export type BGPPeerPlan = Immutable<ProfileMetalLb['bgpPeers'][number]>;

export type BFDProfilePlan = Immutable<ProfileMetalLb['bfdProfiles'][number]>;

export type CommunityPlan = Immutable<ProfileMetalLb['communities'][number]>;

export type MetalLbPlan = Derived<
  ProfileMetalLb,
  {
    /** As written, and one for each pool with `advertise: l2`. */
    readonly l2Advertisements: readonly L2AdvertisementPlan[];
    /** As written, and one for each pool with `advertise: bgp`. */
    readonly bgpAdvertisements: readonly BGPAdvertisementPlan[];
  }
>;
