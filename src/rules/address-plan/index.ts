import { addressInClusterNetwork } from './address-in-cluster-network';
import { apiPortTaken } from './api-port-taken';
import { cidrFamiliesDiffer } from './cidr-families-differ';
import { cidrFamilyTwice } from './cidr-family-twice';
import { cidrNotCanonical } from './cidr-not-canonical';
import { clusterCidrFull } from './cluster-cidr-full';
import { clusterCidrOverlapsLan } from './cluster-cidr-overlaps-lan';
import { clusterCidrOverlapsServiceCidr } from './cluster-cidr-overlaps-service-cidr';
import { clusterCidrTooSmallForNodes } from './cluster-cidr-too-small-for-nodes';
import { clusterDnsFamilyTwice } from './cluster-dns-family-twice';
import { clusterDnsInDynamicRange } from './cluster-dns-in-dynamic-range';
import { clusterDnsOneFamily } from './cluster-dns-one-family';
import { clusterDnsOutsideServiceCidr } from './cluster-dns-outside-service-cidr';
import { clusterDnsTaken } from './cluster-dns-taken';
import { clusterDomainHidesName } from './cluster-domain-hides-name';
import { clusterDomainIsLocal } from './cluster-domain-is-local';
import { clusterNetworkPublic } from './cluster-network-public';
import { gatewayNotAHost } from './gateway-not-a-host';
import { gatewayOutsideLan } from './gateway-outside-lan';
import { lanCidrsOverlap } from './lan-cidrs-overlap';
import { networkOfDockerBridge } from './network-of-docker-bridge';
import { networkSharedAddressSpace } from './network-shared-address-space';
import { networkSpecialPurpose } from './network-special-purpose';
import { nodeMaskExceedsClusterCidr } from './node-mask-exceeds-cluster-cidr';
import { nodeMaskTooFewPods } from './node-mask-too-few-pods';
import { nodeMaskTooFine } from './node-mask-too-fine';
import { nodeMaskWithoutFamily } from './node-mask-without-family';
import { nodePortRangeContainsHostPort } from './node-port-range-contains-host-port';
import { nodePortRangeTooSmall } from './node-port-range-too-small';
import { reservedRangeContainsLan } from './reserved-range-contains-lan';
import { reservedRangeContainsNode } from './reserved-range-contains-node';
import { reservedRangeContainsRegistrationAddress } from './reserved-range-contains-registration-address';
import { reservedRangeNotCanonical } from './reserved-range-not-canonical';
import { reservedRangeOverlapsClusterNetwork } from './reserved-range-overlaps-cluster-network';
import { reservedRangesOverlap } from './reserved-ranges-overlap';
import { serviceCidrBeyondDocumentedSize } from './service-cidr-beyond-documented-size';
import { serviceCidrOverlapsLan } from './service-cidr-overlaps-lan';
import { serviceCidrTooLarge } from './service-cidr-too-large';
import { serviceCidrTooSmall } from './service-cidr-too-small';
import type { NetworkRule } from '../network-rule';

export const addressPlan: readonly NetworkRule[] = [
  addressInClusterNetwork,
  apiPortTaken,
  cidrFamiliesDiffer,
  cidrFamilyTwice,
  cidrNotCanonical,
  clusterCidrFull,
  clusterCidrOverlapsLan,
  clusterCidrOverlapsServiceCidr,
  clusterCidrTooSmallForNodes,
  clusterDnsFamilyTwice,
  clusterDnsInDynamicRange,
  clusterDnsOneFamily,
  clusterDnsOutsideServiceCidr,
  clusterDnsTaken,
  clusterDomainHidesName,
  clusterDomainIsLocal,
  clusterNetworkPublic,
  gatewayNotAHost,
  gatewayOutsideLan,
  lanCidrsOverlap,
  networkOfDockerBridge,
  networkSharedAddressSpace,
  networkSpecialPurpose,
  nodeMaskExceedsClusterCidr,
  nodeMaskTooFewPods,
  nodeMaskTooFine,
  nodeMaskWithoutFamily,
  nodePortRangeContainsHostPort,
  nodePortRangeTooSmall,
  reservedRangeContainsLan,
  reservedRangeContainsNode,
  reservedRangeContainsRegistrationAddress,
  reservedRangeNotCanonical,
  reservedRangeOverlapsClusterNetwork,
  reservedRangesOverlap,
  serviceCidrBeyondDocumentedSize,
  serviceCidrOverlapsLan,
  serviceCidrTooLarge,
  serviceCidrTooSmall,
];
