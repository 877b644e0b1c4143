import { corednsClusterDomainSingleLabel } from './coredns-cluster-domain-single-label';
import { corednsForwardToItself } from './coredns-forward-to-itself';
import { corednsForwardToLoopback } from './coredns-forward-to-loopback';
import { corednsHostInClusterDomain } from './coredns-host-in-cluster-domain';
import { corednsHostIsNode } from './coredns-host-is-node';
import { corednsHostSingleLabel } from './coredns-host-single-label';
import { corednsRewriteGroupMissing } from './coredns-rewrite-group-missing';
import { corednsRewriteLeavesZone } from './coredns-rewrite-leaves-zone';
import { corednsRewriteNameInvalid } from './coredns-rewrite-name-invalid';
import { corednsRewriteRegex } from './coredns-rewrite-regex';
import { corednsRewriteToClusterDomain } from './coredns-rewrite-to-cluster-domain';
import { corednsRewriteToItself } from './coredns-rewrite-to-itself';
import { corednsRewriteTwice } from './coredns-rewrite-twice';
import { corednsRewriteUnreachable } from './coredns-rewrite-unreachable';
import { corednsServerInCluster } from './coredns-server-in-cluster';
import { corednsServerOfOtherFamily } from './coredns-server-of-other-family';
import { corednsServerPortOfOtherScheme } from './coredns-server-port-of-other-scheme';
import { corednsServerSpecialPurpose } from './coredns-server-special-purpose';
import { corednsServerTwice } from './coredns-server-twice';
import { corednsServersUnreachable } from './coredns-servers-unreachable';
import { corednsSnippetInvalid } from './coredns-snippet-invalid';
import { corednsSnippetMisleading } from './coredns-snippet-misleading';
import { corednsSnippetNameTaken } from './coredns-snippet-name-taken';
import { corednsTemplateHidesForward } from './coredns-template-hides-forward';
import { corednsTemplateHidesName } from './coredns-template-hides-name';
import { corednsTlsAndPlain } from './coredns-tls-and-plain';
import { corednsTlsNameUnused } from './coredns-tls-name-unused';
import { corednsTlsWithoutName } from './coredns-tls-without-name';
import { corednsTooManyServers } from './coredns-too-many-servers';
import { corednsUpstreamBehindPool } from './coredns-upstream-behind-pool';
import { corednsUpstreamIgnored } from './coredns-upstream-ignored';
import { corednsZoneHidesClusterDomain } from './coredns-zone-hides-cluster-domain';
import { corednsZoneHidesReverseLookups } from './coredns-zone-hides-reverse-lookups';
import { corednsZoneHidesServices } from './coredns-zone-hides-services';
import { corednsZoneTwice } from './coredns-zone-twice';
import type { NetworkRule } from '../network-rule';

export const coredns: readonly NetworkRule[] = [
  corednsClusterDomainSingleLabel,
  corednsForwardToItself,
  corednsForwardToLoopback,
  corednsHostInClusterDomain,
  corednsHostIsNode,
  corednsHostSingleLabel,
  corednsRewriteGroupMissing,
  corednsRewriteLeavesZone,
  corednsRewriteNameInvalid,
  corednsRewriteRegex,
  corednsRewriteToClusterDomain,
  corednsRewriteToItself,
  corednsRewriteTwice,
  corednsRewriteUnreachable,
  corednsServerInCluster,
  corednsServerOfOtherFamily,
  corednsServerPortOfOtherScheme,
  corednsServerSpecialPurpose,
  corednsServerTwice,
  corednsServersUnreachable,
  corednsSnippetInvalid,
  corednsSnippetMisleading,
  corednsSnippetNameTaken,
  corednsTemplateHidesForward,
  corednsTemplateHidesName,
  corednsTlsAndPlain,
  corednsTlsNameUnused,
  corednsTlsWithoutName,
  corednsTooManyServers,
  corednsUpstreamBehindPool,
  corednsUpstreamIgnored,
  corednsZoneHidesClusterDomain,
  corednsZoneHidesReverseLookups,
  corednsZoneHidesServices,
  corednsZoneTwice,
];
