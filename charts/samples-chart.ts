import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { DnsSampleProps, HttpSampleProps } from '../constructs/samples';
import { DnsSample, HttpSample } from '../constructs/samples';

/** Small servers. */
export interface SamplesChartProps {
  /** Web servers. */
  readonly samples: readonly HttpSampleProps[];
  /**
   * DNS servers over UDP.
   *
   * @default - none
   */
  readonly dnsSamples?: readonly DnsSampleProps[];
}

/**
 * Small servers to try a cluster with. Create their namespaces first.
 *
 * @example
 * new SamplesChart(app, 'samples', {
 *   samples: [{ name: 'whoami', namespace: 'demo', ingress: { host: 'whoami.home.arpa' } }],
 * });
 */
export class SamplesChart extends Chart {
  public readonly samples: readonly HttpSample[];
  public readonly dnsSamples: readonly DnsSample[];

  constructor(scope: Construct, id: string, { samples, dnsSamples = [] }: SamplesChartProps) {
    super(scope, id, { disableResourceNameHashes: true });
    this.samples = samples.map((sample) => new HttpSample(this, sampleId(sample), sample));
    this.dnsSamples = dnsSamples.map((sample) => new DnsSample(this, sampleId(sample), sample));
  }
}

/** The construct ID of a sample, which is unique in a cluster. */
export function sampleId({ name, namespace }: Pick<HttpSampleProps, 'name' | 'namespace'>): string {
  return `${namespace}-${name}`;
}
