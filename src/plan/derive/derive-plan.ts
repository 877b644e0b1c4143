import type { OwnObject } from '../model/manifest-plan';
import type { NetworkPlan } from '../model/network-plan';
import { setPath, freezeWithPath } from '../../diagnostics';
import { makeLazy, settle } from '../../evaluation/unparsed';
import { lookUpK3sFacts } from '../../releases';
import type { Profile } from '../../profile/schema/profile';
import {
  deriveClusterCidr,
  deriveClusterDns,
  deriveNodeCidrMaskSize,
  deriveServiceCidr,
} from './address-plan';
import { deriveFlannel } from './flannel';
import { deriveMetalLb } from './metallb';
import { deriveDatastore, deriveNodes, deriveRegistration, sortKeys } from './nodes';
import { deriveCoreDns } from './coredns';
import { deriveLan } from './lan';
import { deriveServiceLb } from './load-balancer';
import { deriveNetworkPolicies } from './network-policies';
import { deriveSamples } from './samples';
import { deriveTraefik } from './traefik';

/**
 * Derives everything there is to know of a cluster's network from its profile.
 *
 * @param ownObjects the objects of the manifests that the profile names
 */
export function derivePlan(
  cluster: string,
  profile: Profile,
  ownObjects: readonly OwnObject[] = [],
): NetworkPlan {
  const plan: NetworkPlan = makeLazy<NetworkPlan>({
    cluster: () => cluster,
    k3sVersion: () => profile.k3sVersion,
    k3s: () => lookUpK3sFacts(plan.k3sVersion),
    lan: () => deriveLan(profile),
    nodes: () => deriveNodes(profile),
    servers: () => plan.nodes.filter(({ role }) => role === 'server'),
    agents: () => plan.nodes.filter(({ role }) => role === 'agent'),
    datastore: () => deriveDatastore(profile),
    registration: () => deriveRegistration(profile),
    tlsSan: () => profile.tlsSan,
    clusterCidr: () => deriveClusterCidr(profile),
    serviceCidr: () => deriveServiceCidr(profile),
    nodeCidrMaskSize: () => deriveNodeCidrMaskSize(profile),
    apiServiceAddress: () => setPath(firstOf(plan.serviceCidr).at(1n), ['serviceCidr']),
    clusterDns: () => deriveClusterDns(profile),
    clusterDomain: () => profile.clusterDomain,
    serviceNodePortRange: () => profile.serviceNodePortRange,
    kubeProxy: () => profile.kubeProxy,
    flannel: () => deriveFlannel(profile),
    vpn: () => profile.vpn,
    k3sExtra: () => sortKeys(profile.k3s.extra),
    networkPolicy: () => profile.networkPolicy,
    networkPolicies: () => deriveNetworkPolicies(profile),
    monitoring: () => profile.monitoring,
    coredns: () => deriveCoreDns(profile, () => plan.k3s),
    traefik: () => deriveTraefik(profile, () => plan.k3s),
    serviceLb: () => deriveServiceLb(profile),
    metallb: () => deriveMetalLb(profile),
    samples: () => deriveSamples(profile),
    imageRegistry: () => profile.imageRegistry,
    imagePullSecrets: () => profile.imagePullSecrets,
    images: () => profile.images,
    ownObjects: () => ownObjects,
    patches: () => profile.patches,
    disable: () => listDisabledComponents(plan),
    expect: () => profile.expect,
    silence: () => profile.silence,
  });
  return freezeWithPath(settle(plan), []);
}

function firstOf<T>(list: readonly T[]): T {
  return list[0] as T;
}

/** Packaged parts that are switched off, by the names that k3s knows them by. */
function listDisabledComponents({ coredns, serviceLb, traefik }: NetworkPlan): readonly string[] {
  return [
    ...(coredns.mode === 'packaged' ? [] : ['coredns']),
    ...(serviceLb.enabled ? [] : ['servicelb']),
    ...(traefik.mode === 'packaged' ? [] : ['traefik']),
  ];
}
