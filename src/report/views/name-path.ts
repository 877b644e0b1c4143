import type { NetworkPlan } from '../../plan';
import { listFixedNames } from '../../plan';

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
}

/** How names are resolved in a pod. */
export function deriveNamePath({ clusterDns, clusterDomain, coredns }: NetworkPlan): NamePath {
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
  };
}

function createFixedAnswer(zone: string, addresses: readonly string[]): ZoneAnswer {
  return { zone, answeredBy: `CoreDNS, fixed: ${addresses.join(', ')}`, isForwarded: false };
}
