import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { PackagedTraefikProps, TraefikProps } from '../constructs/traefik';
import { PackagedTraefik, Traefik } from '../constructs/traefik';

/** k3s's own Traefik with other values, or an installation of its own. */
export type TraefikChartProps =
  | { readonly mode: 'packaged'; readonly options: PackagedTraefikProps }
  | { readonly mode: 'standalone'; readonly options: TraefikProps };

/**
 * The ingress controller.
 *
 * - `packaged`: a HelmChartConfig with values for the chart that k3s installs.
 * - `standalone`: Traefik with its Services, beside which k3s runs with `--disable traefik`.
 *
 * @example
 * new TraefikChart(app, 'traefik', {
 *   mode: 'standalone',
 *   options: { service: { loadBalancerIPs: ['10.0.0.100'] } },
 * });
 */
export class TraefikChart extends Chart {
  public readonly traefik: PackagedTraefik | Traefik;

  constructor(scope: Construct, id: string, props: TraefikChartProps) {
    super(scope, id, { disableResourceNameHashes: true });
    this.traefik =
      props.mode === 'standalone'
        ? new Traefik(this, 'traefik', props.options)
        : new PackagedTraefik(this, 'traefik', props.options);
  }
}
