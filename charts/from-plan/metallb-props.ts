import type { NetworkPlan } from '../../src/plan';
import type { MetalLbChartProps } from '../metallb-chart';
import type { MetalLbCrdsChartProps } from '../metallb-crds-chart';
import { omitUndefined } from './omit';

export function deriveMetalLbProps({ metallb }: NetworkPlan): MetalLbChartProps | undefined {
  if (metallb === undefined) return undefined;
  const { bgpBackend, loadBalancerClass } = metallb;
  return omitUndefined<MetalLbChartProps>({ bgpBackend, loadBalancerClass });
}

export function deriveMetalLbCrdsProps({ metallb }: NetworkPlan): MetalLbCrdsChartProps | undefined {
  return metallb && { bgpBackend: metallb.bgpBackend };
}
