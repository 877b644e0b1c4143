import type { ChartGeneration } from './chart-generation';
import type { GatewayOptions } from './gateway-options';
import type { TraefikOptions } from './traefik-options';

/** The Traefik that k3s packages, tuned. */
export interface PackagedTraefikProps extends TraefikOptions {
  /**
   * Major version of the chart that this k3s packages: 34 up to v1.32.9, v1.33.5 and v1.34.1, 37 from there to the
   * end of 2025, 38 in v1.35.0+k3s3 and v1.35.1, 39 up to v1.36.1, 40 up to the end of v1.36, 41 from v1.37 on. Other
   * minors follow in the same months.
   */
  readonly chart: ChartGeneration;
  /**
   * The Gateway that the chart makes when the provider kubernetesGateway is on.
   *
   * @default - the chart's own: HTTP only, for routes of kube-system only
   */
  readonly gateway?: GatewayOptions;
  /**
   * What happens when an upgrade of the chart fails. `reinstall` removes Traefik first, and with it the Service and
   * its address; `retry` tries again with the next change; `abort` leaves it. A HelmChartConfig that does not say
   * turns k3s's own `retry` back into `reinstall`. k3s before v1.36.3 knows no `retry`.
   *
   * @default - retry for chart 41, whose k3s has it; else k3s's own, reinstall
   * @see https://docs.k3s.io/add-ons/helm#helmchartconfig
   */
  readonly failurePolicy?: 'abort' | 'reinstall' | 'retry';
}
