import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { MetalLbNamespace } from '../constructs/metallb';
import { LabelledNamespace } from '../constructs/namespaces';
import { TraefikNamespace } from '../constructs/traefik';

/** Which namespaces are created. */
export interface NamespacesChartProps {
  /**
   * Whether MetalLB's namespace is created.
   *
   * @default false
   */
  readonly metallb?: boolean;
  /**
   * Whether Traefik's namespace is created.
   *
   * @default false
   */
  readonly traefik?: boolean;
  /**
   * Names of namespaces for samples.
   *
   * @default - none
   */
  readonly samples?: readonly string[];
}

/**
 * The namespaces of the other charts. Apply it before them.
 *
 * @example
 * new NamespacesChart(app, 'namespaces', { metallb: true, samples: ['demo'] });
 */
export class NamespacesChart extends Chart {
  constructor(scope: Construct, id: string, { metallb, traefik, samples = [] }: NamespacesChartProps) {
    super(scope, id, { disableResourceNameHashes: true });
    if (metallb) new MetalLbNamespace(this, 'metallb');
    if (traefik) new TraefikNamespace(this, 'traefik');
    for (const name of samples) new LabelledNamespace(this, `sample-${name}`, { name });
  }
}
