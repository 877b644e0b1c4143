import type { NetworkPlan } from '../model/network-plan';
import { placed, planned } from '../../diagnostics';
import { lazily, settled } from '../../evaluation/unparsed';
import { k3sFacts } from '../../releases';
import type { Profile } from '../../profile/schema/profile';
import { clusterCidr, clusterDns, nodeCidrMaskSize, serviceCidr } from './address-plan';
import { flannelPlan } from './flannel';
import { metalLbPlan } from './metallb';
import { datastore, nodePlans, registration } from './nodes';
import { coreDnsPlan, lanPlan, samplePlans, serviceLbPlan, traefikPlan } from './parts';

/** Derives everything there is to know of a cluster's network from its profile. */
export function resolvePlan(cluster: string, profile: Profile): NetworkPlan {
  const plan: NetworkPlan = lazily<NetworkPlan>({
    cluster: () => cluster,
    k3sVersion: () => profile.k3sVersion,
    k3s: () => k3sFacts(plan.k3sVersion),
    lan: () => lanPlan(profile),
    nodes: () => nodePlans(profile),
    servers: () => plan.nodes.filter(({ role }) => role === 'server'),
    agents: () => plan.nodes.filter(({ role }) => role === 'agent'),
    datastore: () => datastore(profile),
    registration: () => registration(profile),
    tlsSan: () => profile.tlsSan,
    clusterCidr: () => clusterCidr(profile),
    serviceCidr: () => serviceCidr(profile),
    nodeCidrMaskSize: () => nodeCidrMaskSize(profile),
    apiServiceAddress: () => placed(firstOf(plan.serviceCidr).at(1n), ['serviceCidr']),
    clusterDns: () => clusterDns(profile),
    clusterDomain: () => profile.clusterDomain,
    serviceNodePortRange: () => profile.serviceNodePortRange,
    kubeProxy: () => profile.kubeProxy,
    flannel: () => flannelPlan(profile),
    networkPolicy: () => profile.networkPolicy,
    coredns: () => coreDnsPlan(profile, () => plan.k3s),
    traefik: () => traefikPlan(profile, () => plan.k3s),
    serviceLb: () => serviceLbPlan(profile),
    metallb: () => metalLbPlan(profile),
    samples: () => samplePlans(profile),
    disable: () => disabledParts(plan),
    silence: () => profile.silence,
  });
  return planned(settled(plan), []);
}

function firstOf<T>(list: readonly T[]): T {
  return list[0] as T;
}

/** Packaged parts that are switched off, by the names that k3s knows them by. */
function disabledParts({ coredns, serviceLb, traefik }: NetworkPlan): readonly string[] {
  return [
    ...(coredns.mode === 'packaged' ? [] : ['coredns']),
    ...(serviceLb.enabled ? [] : ['servicelb']),
    ...(traefik.mode === 'packaged' ? [] : ['traefik']),
  ];
}
