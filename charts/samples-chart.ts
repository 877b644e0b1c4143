import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { HttpSampleProps } from '../constructs/samples';
import { HttpSample } from '../constructs/samples';

/** Small web servers. */
export interface SamplesChartProps {
  readonly samples: readonly HttpSampleProps[];
}

/**
 * Small web servers to try a cluster with. Create their namespaces first.
 *
 * @example
 * new SamplesChart(app, 'samples', {
 *   samples: [{ name: 'whoami', namespace: 'demo', ingress: { host: 'whoami.home.arpa' } }],
 * });
 */
export class SamplesChart extends Chart {
  public readonly samples: readonly HttpSample[];

  constructor(scope: Construct, id: string, { samples }: SamplesChartProps) {
    super(scope, id, { disableResourceNameHashes: true });
    this.samples = samples.map((sample) => new HttpSample(this, sampleId(sample), sample));
  }
}

/** The construct ID of a sample, which is unique in a cluster. */
export function sampleId({ name, namespace }: Pick<HttpSampleProps, 'name' | 'namespace'>): string {
  return `${namespace}-${name}`;
}
