import type { NetworkPlan } from '../../plan';
import { listFixedNames } from '../../plan';
import type { HopFailure } from '../verified/failures-at';
import { failuresAt } from '../verified/failures-at';
import type { VerifyResult } from '../verified/verify-result';

/** How CoreDNS answers the names of one zone. */
export interface ZoneAnswer {
  /** `cluster.local`, `home.arpa`, `.` for everything else. */
  readonly zone: string;
  /** Who answers: `CoreDNS from the API server`, `10.0.0.1`. */
  readonly answeredBy: string;
  /** Whether the question leaves the cluster. */
  readonly isForwarded: boolean;
}

/** The way of a name: from the pod's resolver to the server that answers. */
export interface NamePath {
  /** Addresses in the pod's /etc/resolv.conf. */
  readonly nameservers: readonly string[];
  /** Its search list, for a pod of the namespace `default`. */
  readonly search: readonly string[];
  readonly mode: NetworkPlan['coredns']['mode'];
  /** From the most specific zone to the root. */
  readonly zones: readonly ZoneAnswer[];
  /** The checks of `verify` that failed, by hop. */
  readonly failures: Readonly<Record<'pod' | 'service' | 'coredns' | 'upstream', readonly HopFailure[]>>;
}

/** How names are resolved in a pod, with the failures that `verify` saw. */
export function deriveNamePath(
  { clusterDns, clusterDomain, coredns }: NetworkPlan,
  verified?: VerifyResult,
): NamePath {
  const own: readonly ZoneAnswer[] = [
    { zone: clusterDomain, answeredBy: 'CoreDNS, from Services and EndpointSlices', isForwarded: false },
    ...listFixedNames(coredns).map(({ name, addresses }) => createFixedAnswer(name, addresses.map(String))),
    ...coredns.zones.flatMap(({ records }) =>
      records
        .filter(({ type }) => type !== 'A' && type !== 'AAAA')
        .map(({ name, type, data }) => createFixedAnswer(`${name} ${type}`, data)),
    ),
    ...coredns.template.map(({ zone, addresses }) => createFixedAnswer(`*.${zone}`, addresses.map(String))),
    ...coredns.forward.map(({ zone, to }) => ({ zone, answeredBy: to.join(', '), isForwarded: true })),
  ];
  const upstream = coredns.upstream?.to.join(', ') ?? "the name servers of the node's /etc/resolv.conf";
  return {
    nameservers: clusterDns.map(String),
    search: [`default.svc.${clusterDomain}`, `svc.${clusterDomain}`, clusterDomain],
    mode: coredns.mode,
    zones: [...own, { zone: '.', answeredBy: upstream, isForwarded: true }],
    failures: {
      pod: failuresAt(verified, 'name:pod'),
      service: failuresAt(verified, 'name:service'),
      coredns: failuresAt(verified, 'name:coredns'),
      upstream: failuresAt(verified, 'name:upstream'),
    },
  };
}

function createFixedAnswer(zone: string, addresses: readonly string[]): ZoneAnswer {
  return { zone, answeredBy: `CoreDNS, fixed: ${addresses.join(', ')}`, isForwarded: false };
}
