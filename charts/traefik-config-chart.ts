import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type {
  DefaultCertificateProps,
  DefaultTlsOptionsProps,
  TraefikDashboardProps,
  TraefikGatewayProps,
} from '../constructs/traefik';
import {
  DefaultCertificate,
  DefaultTlsOptions,
  TraefikDashboard,
  TraefikGateway,
} from '../constructs/traefik';

/** What Traefik reads from objects of its own kinds. */
export interface TraefikConfigChartProps {
  /** @default - Traefik serves a certificate that it signs itself */
  readonly defaultCertificate?: DefaultCertificateProps;
  /** @default - Traefik's own TLS options */
  readonly tlsOptions?: DefaultTlsOptionsProps;
  /** @default - no route to the dashboard */
  readonly dashboard?: TraefikDashboardProps;
  /** @default - no Gateway */
  readonly gateway?: TraefikGatewayProps;
}

/**
 * Traefik's configuration. Apply it when the API server has Traefik's CRDs.
 *
 * @example
 * new TraefikConfigChart(app, 'traefik-config', {
 *   dashboard: { host: 'traefik.home.arpa', authSecret: 'dashboard-users' },
 * });
 */
export class TraefikConfigChart extends Chart {
  constructor(scope: Construct, id: string, props: TraefikConfigChartProps) {
    super(scope, id, { disableResourceNameHashes: true });
    const { defaultCertificate, tlsOptions, dashboard, gateway } = props;
    if (defaultCertificate) new DefaultCertificate(this, 'default-certificate', defaultCertificate);
    if (tlsOptions) new DefaultTlsOptions(this, 'tls-options', tlsOptions);
    if (dashboard) new TraefikDashboard(this, 'dashboard', dashboard);
    if (gateway) new TraefikGateway(this, 'gateway', gateway);
  }
}
