import { CORE_DNS_TOLERATIONS } from '../../constructs/coredns/core-dns-pod';
import type { CoreDnsCustomProps, CoreDnsProps } from '../../constructs/coredns';
import type { CoreDnsPlan, NetworkPlan } from '../../src/plan';
import type { CoreDnsChartProps } from '../coredns-chart';
import { deriveForward, groupByZone } from './coredns-zones';
import { deriveCoreDnsImage } from './images';
import { omitEmptyList, omitUndefined } from './omit';
import { deriveScheduling } from './scheduling';

/** Undefined where k3s's own CoreDNS needs no addition. */
export function deriveCoreDnsProps(plan: NetworkPlan): CoreDnsChartProps | undefined {
  if (plan.coredns.mode === 'none') return undefined;
  if (plan.coredns.mode === 'standalone') return { mode: 'standalone', options: deriveStandalone(plan) };
  const options = deriveCommon(plan.coredns);
  return Object.keys(options).length > 0 ? { mode: 'packaged', options } : undefined;
}

function deriveCommon(coredns: CoreDnsPlan): CoreDnsCustomProps {
  const { zones, hosts, rewrite } = groupByZone(coredns);
  return omitUndefined<CoreDnsCustomProps>({
    upstream: deriveForward(coredns.upstream),
    zones: omitEmptyList(zones),
    hosts: omitEmptyList(hosts),
    rewrite: omitEmptyList(rewrite),
    log: coredns.log || undefined,
    snippets: omitEmptyList(coredns.snippets.map(({ name, text }) => ({ name, text }))),
  });
}

/** k3s writes the names of the nodes for its own CoreDNS only, so they come from the profile. */
function deriveStandalone(plan: NetworkPlan): CoreDnsProps {
  const { coredns, clusterDns, clusterDomain, nodes } = plan;
  return omitUndefined<CoreDnsProps>({
    clusterDns: clusterDns.map(String),
    clusterDomain,
    image: deriveCoreDnsImage(plan),
    imagePullSecrets: omitEmptyList(plan.imagePullSecrets),
    replicas: coredns.replicas,
    networkPolicy: plan.networkPolicies.components || undefined,
    ...deriveScheduling(coredns, CORE_DNS_TOLERATIONS),
    nodeHosts: nodes.map(({ name, nodeIp }) => ({ name, addresses: nodeIp.map(String) })),
    cache: coredns.cache && omitUndefined({ ...coredns.cache }),
    ...deriveCommon(coredns),
  });
}
