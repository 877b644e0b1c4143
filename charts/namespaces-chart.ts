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
   * Whether Traefik's pods use ports of their nodes, which the Pod Security level `restricted` forbids.
   *
   * @default false
   */
  readonly traefikOnHostPorts?: boolean;
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
  constructor(scope: Construct, id: string, props: NamespacesChartProps) {
    super(scope, id, { disableResourceNameHashes: true });
    const { metallb, traefik, traefikOnHostPorts, samples = [] } = props;
    if (metallb) new MetalLbNamespace(this, 'metallb');
    const podSecurity = traefikOnHostPorts ? 'privileged' : 'restricted';
    if (traefik) new TraefikNamespace(this, 'traefik', { podSecurity });
    for (const name of samples) new LabelledNamespace(this, `sample-${name}`, { name });
  }
}
