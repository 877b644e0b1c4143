import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { MetalLbProps } from '../constructs/metallb';
import { MetalLb } from '../constructs/metallb';

/** The options of MetalLB. */
export type MetalLbChartProps = MetalLbProps;

/**
 * MetalLB's controller, speakers and webhook, without its namespace, its CRDs and its configuration.
 *
 * @example
 * new MetalLbChart(app, 'metallb', { bgpBackend: 'native' });
 */
export class MetalLbChart extends Chart {
  public readonly metallb: MetalLb;

  constructor(scope: Construct, id: string, props: MetalLbChartProps = {}) {
    super(scope, id, { disableResourceNameHashes: true });
    this.metallb = new MetalLb(this, 'metallb', props);
  }
}
