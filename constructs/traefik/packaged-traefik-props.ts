import type { ChartGeneration } from './chart-generation';
import type { GatewayOptions } from './gateway-options';
import type { TraefikOptions } from './traefik-options';

/** Values for the Traefik that k3s packages. */
export interface PackagedTraefikProps extends TraefikOptions {
  /**
   * The major version of the chart that this k3s packages: 34 up to v1.32.9, v1.33.5 and v1.34.1, then 37 until the end
   * of 2025, 38 in v1.35.0+k3s3 and v1.35.1, 39 up to v1.36.1, 40 until the end of v1.36, and 41 since v1.37. Other minor
   * versions follow in the same months.
   */
  readonly chart: ChartGeneration;
  /**
   * The Gateway that the chart creates when the provider kubernetesGateway is enabled.
   *
   * @default - the chart's default: HTTP only, for routes of kube-system only
   */
  readonly gateway?: GatewayOptions;
  /**
   * Further values of the chart. Where an option sets a value, the option applies.
   *
   * @default - none
   * @see https://github.com/traefik/traefik-helm-chart/blob/master/traefik/VALUES.md
   */
  readonly values?: Readonly<Record<string, unknown>>;
  /**
   * What k3s does when an upgrade of the chart fails. `reinstall` removes Traefik first, with its Service and address.
   * `retry` tries again at the next change. `abort` keeps the failed release. A HelmChartConfig without the field
   * replaces k3s's own `retry` by `reinstall`. k3s before v1.36.3 does not support `retry`.
   *
   * @default - retry for chart 41, whose k3s supports it; otherwise reinstall, k3s's default
   * @see https://docs.k3s.io/add-ons/helm#helmchartconfig
   */
  readonly failurePolicy?: 'abort' | 'reinstall' | 'retry';
}
