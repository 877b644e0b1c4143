import type { AdditionalService, ServiceOptions } from '../../constructs/traefik';
import type { NetworkPlan, TraefikPlan } from '../../src/plan';
import { omitEmpty, omitEmptyList, omitUndefined } from './omit';

type ServicePlan = TraefikPlan['service'];
type AdditionalPlan = ServicePlan['additionalServices'][number];

/** Type, families, labels and annotations, as far as the profile sets them. */
export function deriveServiceMetadata(
  service: Pick<ServicePlan, 'type' | 'annotations' | 'ipFamilies'> & Partial<Pick<ServicePlan, 'labels'>>,
): ServiceOptions {
  const { type, annotations, labels, ipFamilies } = service;
  return omitUndefined<ServiceOptions>({
    type: type === 'LoadBalancer' ? undefined : type,
    annotations: omitEmpty({ ...annotations }),
    labels: labels && omitEmpty({ ...labels }),
    ipFamilies: omitEmptyList(ipFamilies),
  });
}

/** A dual-stack Service takes two fixed addresses or none: one fixed address makes it single-stack. */
export function deriveFamilyPolicy(
  { ipFamilyPolicy }: Pick<ServicePlan, 'ipFamilyPolicy'>,
  fixedAddresses: number,
  families: number,
): ServiceOptions['ipFamilyPolicy'] {
  return ipFamilyPolicy ?? (families > 1 && fixedAddresses !== 1 ? 'PreferDualStack' : undefined);
}

/** A further Service. */
export function deriveAdditionalService(plan: NetworkPlan, service: AdditionalPlan): AdditionalService {
  const { name, entryPoints, loadBalancerIPs, ipAddressPool, externalTrafficPolicy } = service;
  const byDefault = [...entryPoints].join() === 'web,websecure';
  return omitUndefined<AdditionalService>({
    ...{ name, ipAddressPool },
    entryPoints: byDefault ? undefined : entryPoints,
    loadBalancerIPs: omitEmptyList(loadBalancerIPs.map(String)),
    loadBalancerClass: service.type === 'LoadBalancer' ? service.loadBalancerClass : undefined,
    externalTrafficPolicy: externalTrafficPolicy === 'Cluster' ? undefined : externalTrafficPolicy,
    ipFamilyPolicy: deriveFamilyPolicy(service, loadBalancerIPs.length, plan.serviceCidr.length),
    ...deriveServiceMetadata({
      ...{ type: service.type, annotations: service.annotations },
      ipFamilies: service.requestedFamilies,
    }),
  });
}
