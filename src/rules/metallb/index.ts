import { metallbAddressAskedTwice } from './metallb-address-asked-twice';
import { metallbAdvertiseNoneAnnounced } from './metallb-advertise-none-announced';
import { metallbAdvertisementUnknownPeer } from './metallb-advertisement-unknown-peer';
import { metallbAdvertisementUnknownPool } from './metallb-advertisement-unknown-pool';
import { metallbAggregationLocalPolicy } from './metallb-aggregation-local-policy';
import { metallbAggregationTooWide } from './metallb-aggregation-too-wide';
import { metallbBfdEchoIpv6 } from './metallb-bfd-echo-ipv6';
import { metallbBgpNoPeerOfFamily } from './metallb-bgp-no-peer-of-family';
import { metallbBgpPeersUnused } from './metallb-bgp-peers-unused';
import { metallbBgpPoolInsideLan } from './metallb-bgp-pool-inside-lan';
import { metallbBgpWithoutPeers } from './metallb-bgp-without-peers';
import { metallbCommunityInvalid } from './metallb-community-invalid';
import { metallbDefinitionUnused } from './metallb-definition-unused';
import { metallbDuplicateEntry } from './metallb-duplicate-entry';
import { metallbEbgpPeerOffLink } from './metallb-ebgp-peer-off-link';
import { metallbFixedAddressAvoided } from './metallb-fixed-address-avoided';
import { metallbFixedAddressFamily } from './metallb-fixed-address-family';
import { metallbFixedAddressInNoPool } from './metallb-fixed-address-in-no-pool';
import { metallbFixedAddressInOtherPool } from './metallb-fixed-address-in-other-pool';
import { metallbFixedAddressMayBeTaken } from './metallb-fixed-address-may-be-taken';
import { metallbFixedAddressUnusable } from './metallb-fixed-address-unusable';
import { metallbFixedAddressesInTwoPools } from './metallb-fixed-addresses-in-two-pools';
import { metallbFrrAsnDiffers } from './metallb-frr-asn-differs';
import { metallbFrrRouterIdDiffers } from './metallb-frr-router-id-differs';
import { metallbFrrUnused } from './metallb-frr-unused';
import { metallbL2InterfaceExcluded } from './metallb-l2-interface-excluded';
import { metallbL2InterfaceUnknown } from './metallb-l2-interface-unknown';
import { metallbL2InterfaceWithoutArp } from './metallb-l2-interface-without-arp';
import { metallbL2InterfacesAllExcluded } from './metallb-l2-interfaces-all-excluded';
import { metallbL2NodeOffSegment } from './metallb-l2-node-off-segment';
import { metallbL2RestrictionVoid } from './metallb-l2-restriction-void';
import { metallbLocalPolicyAnnouncers } from './metallb-local-policy-announcers';
import { metallbLocalPolicyIdlePods } from './metallb-local-policy-idle-pods';
import { metallbLocalPrefConflict } from './metallb-local-pref-conflict';
import { metallbLocalPrefUnused } from './metallb-local-pref-unused';
import { metallbMissing } from './metallb-missing';
import { metallbNameDuplicate } from './metallb-name-duplicate';
import { metallbNamedPoolLacksFamily } from './metallb-named-pool-lacks-family';
import { metallbNativeBfdProfile } from './metallb-native-bfd-profile';
import { metallbNativeIpv6 } from './metallb-native-ipv6';
import { metallbNativeLargeCommunity } from './metallb-native-large-community';
import { metallbNativePeerOption } from './metallb-native-peer-option';
import { metallbNoAnnouncer } from './metallb-no-announcer';
import { metallbNotInProfile } from './metallb-not-in-profile';
import { metallbPeerAddressAndInterface } from './metallb-peer-address-and-interface';
import { metallbPeerAsnTwice } from './metallb-peer-asn-twice';
import { metallbPeerDuplicate } from './metallb-peer-duplicate';
import { metallbPeerHoldTimeTooShort } from './metallb-peer-hold-time-too-short';
import { metallbPeerInCluster } from './metallb-peer-in-cluster';
import { metallbPeerIsNode } from './metallb-peer-is-node';
import { metallbPeerKeepaliveTooLong } from './metallb-peer-keepalive-too-long';
import { metallbPeerMultihopIbgp } from './metallb-peer-multihop-ibgp';
import { metallbPeerSourceFamily } from './metallb-peer-source-family';
import { metallbPeerSourceNotOnNode } from './metallb-peer-source-not-on-node';
import { metallbPeerUnknownBfdProfile } from './metallb-peer-unknown-bfd-profile';
import { metallbPeerWithoutAddress } from './metallb-peer-without-address';
import { metallbPeerWithoutAsn } from './metallb-peer-without-asn';
import { metallbPoolClosedToNamespace } from './metallb-pool-closed-to-namespace';
import { metallbPoolContainsGateway } from './metallb-pool-contains-gateway';
import { metallbPoolContainsNetworkAddress } from './metallb-pool-contains-network-address';
import { metallbPoolContainsNode } from './metallb-pool-contains-node';
import { metallbPoolContainsRegistrationAddress } from './metallb-pool-contains-registration-address';
import { metallbPoolExhausted } from './metallb-pool-exhausted';
import { metallbPoolFamilyUnused } from './metallb-pool-family-unused';
import { metallbPoolOutsideLan } from './metallb-pool-outside-lan';
import { metallbPoolOverlap } from './metallb-pool-overlap';
import { metallbPoolOverlapsClusterNetwork } from './metallb-pool-overlaps-cluster-network';
import { metallbPoolOverlapsReserved } from './metallb-pool-overlaps-reserved';
import { metallbPoolSpecialPurpose } from './metallb-pool-special-purpose';
import { metallbPoolUnannounced } from './metallb-pool-unannounced';
import { metallbPoolsOfOneFamily } from './metallb-pools-of-one-family';
import { metallbRouterIdMissing } from './metallb-router-id-missing';
import { metallbRouterIdNotIpv4 } from './metallb-router-id-not-ipv4';
import { metallbRouterIdShared } from './metallb-router-id-shared';
import { metallbSelectorDuplicate } from './metallb-selector-duplicate';
import { metallbSelectorInvalid } from './metallb-selector-invalid';
import { metallbSelectorStrayNode } from './metallb-selector-stray-node';
import { metallbSelectorUnknownNode } from './metallb-selector-unknown-node';
import { metallbSelectsNoNode } from './metallb-selects-no-node';
import { metallbServiceUnknownPool } from './metallb-service-unknown-pool';
import { metallbServiceWithoutPool } from './metallb-service-without-pool';
import { metallbSharedAddressPolicyClash } from './metallb-shared-address-policy-clash';
import { metallbSharedAddressPortClash } from './metallb-shared-address-port-clash';
import { metallbUnknownCommunity } from './metallb-unknown-community';
import type { NetworkRule } from '../network-rule';

export const metallb: readonly NetworkRule[] = [
  metallbAddressAskedTwice,
  metallbAdvertiseNoneAnnounced,
  metallbAdvertisementUnknownPeer,
  metallbAdvertisementUnknownPool,
  metallbAggregationLocalPolicy,
  metallbAggregationTooWide,
  metallbBfdEchoIpv6,
  metallbBgpNoPeerOfFamily,
  metallbBgpPeersUnused,
  metallbBgpPoolInsideLan,
  metallbBgpWithoutPeers,
  metallbCommunityInvalid,
  metallbDefinitionUnused,
  metallbDuplicateEntry,
  metallbEbgpPeerOffLink,
  metallbFixedAddressAvoided,
  metallbFixedAddressFamily,
  metallbFixedAddressInNoPool,
  metallbFixedAddressInOtherPool,
  metallbFixedAddressMayBeTaken,
  metallbFixedAddressUnusable,
  metallbFixedAddressesInTwoPools,
  metallbFrrAsnDiffers,
  metallbFrrRouterIdDiffers,
  metallbFrrUnused,
  metallbL2InterfaceExcluded,
  metallbL2InterfaceUnknown,
  metallbL2InterfaceWithoutArp,
  metallbL2InterfacesAllExcluded,
  metallbL2NodeOffSegment,
  metallbL2RestrictionVoid,
  metallbLocalPolicyAnnouncers,
  metallbLocalPolicyIdlePods,
  metallbLocalPrefConflict,
  metallbLocalPrefUnused,
  metallbMissing,
  metallbNameDuplicate,
  metallbNamedPoolLacksFamily,
  metallbNativeBfdProfile,
  metallbNativeIpv6,
  metallbNativeLargeCommunity,
  metallbNativePeerOption,
  metallbNoAnnouncer,
  metallbNotInProfile,
  metallbPeerAddressAndInterface,
  metallbPeerAsnTwice,
  metallbPeerDuplicate,
  metallbPeerHoldTimeTooShort,
  metallbPeerInCluster,
  metallbPeerIsNode,
  metallbPeerKeepaliveTooLong,
  metallbPeerMultihopIbgp,
  metallbPeerSourceFamily,
  metallbPeerSourceNotOnNode,
  metallbPeerUnknownBfdProfile,
  metallbPeerWithoutAddress,
  metallbPeerWithoutAsn,
  metallbPoolClosedToNamespace,
  metallbPoolContainsGateway,
  metallbPoolContainsNetworkAddress,
  metallbPoolContainsNode,
  metallbPoolContainsRegistrationAddress,
  metallbPoolExhausted,
  metallbPoolFamilyUnused,
  metallbPoolOutsideLan,
  metallbPoolOverlap,
  metallbPoolOverlapsClusterNetwork,
  metallbPoolOverlapsReserved,
  metallbPoolSpecialPurpose,
  metallbPoolUnannounced,
  metallbPoolsOfOneFamily,
  metallbRouterIdMissing,
  metallbRouterIdNotIpv4,
  metallbRouterIdShared,
  metallbSelectorDuplicate,
  metallbSelectorInvalid,
  metallbSelectorStrayNode,
  metallbSelectorUnknownNode,
  metallbSelectsNoNode,
  metallbServiceUnknownPool,
  metallbServiceWithoutPool,
  metallbSharedAddressPolicyClash,
  metallbSharedAddressPortClash,
  metallbUnknownCommunity,
];
