import type { NetworkPlan } from '../../src/plan';
import type { MetalLbChartProps } from '../metallb-chart';
import type { MetalLbCrdsChartProps } from '../metallb-crds-chart';
import { CONTROL_PLANE } from '../../constructs/metallb/workload-options';
import { deriveMetalLbImages } from './images';
import { omitEmpty, omitEmptyList, omitUndefined } from './omit';
import { deriveResources, deriveScheduling } from './scheduling';

export function deriveMetalLbProps(plan: NetworkPlan): MetalLbChartProps | undefined {
  const { metallb } = plan;
  if (metallb === undefined) return undefined;
  const { bgpBackend, loadBalancerClass, controller, speaker, frr } = metallb;
  return omitUndefined<MetalLbChartProps>({
    bgpBackend,
    loadBalancerClass,
    metrics: plan.monitoring === undefined ? undefined : true,
    networkPolicy: plan.networkPolicies.components || undefined,
    images: deriveMetalLbImages(plan),
    imagePullSecrets: omitEmptyList(plan.imagePullSecrets),
    controller: omitEmpty(omitUndefined(deriveScheduling(controller))),
    speaker: omitEmpty(omitUndefined(deriveScheduling(speaker, CONTROL_PLANE))),
    frrK8s: omitEmpty(omitUndefined({ frrResources: deriveResources(frr) })),
  });
}

export function deriveMetalLbCrdsProps({ metallb }: NetworkPlan): MetalLbCrdsChartProps | undefined {
  return metallb && { bgpBackend: metallb.bgpBackend };
}
