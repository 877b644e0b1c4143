import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { MetalLbCrdsProps } from '../constructs/metallb';
import { MetalLbCrds } from '../constructs/metallb';

/** Which CRDs MetalLB needs. */
export type MetalLbCrdsChartProps = MetalLbCrdsProps;

/**
 * The CRDs of MetalLB, and those of frr-k8s where it is the BGP backend.
 *
 * @example
 * new MetalLbCrdsChart(app, 'metallb-crds', { bgpBackend: 'frr-k8s' });
 */
export class MetalLbCrdsChart extends Chart {
  public readonly crds: MetalLbCrds;

  constructor(scope: Construct, id: string, props: MetalLbCrdsChartProps = {}) {
    super(scope, id, { disableResourceNameHashes: true });
    this.crds = new MetalLbCrds(this, 'crds', props);
  }
}
