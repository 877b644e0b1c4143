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
import type { ClusterChart } from './cluster-chart';
import { defined } from './defined';
import { certificate } from './traefik';

interface TraefikConfigProps {
  readonly defaultCertificate?: DefaultCertificateProps;
  readonly tlsOptions?: DefaultTlsOptionsProps;
  readonly dashboard?: TraefikDashboardProps;
  readonly gateway?: TraefikGatewayProps;
}

/** What Traefik reads from objects of its own kinds, after they are known to the API server. */
export const traefikConfig: ClusterChart<TraefikConfigProps> = {
  number: '45',
  part: 'traefik-config',

  props({ traefik }) {
    if (traefik.mode === 'none') return undefined;
    const { namespace, defaultCertificate, tlsMinVersion, dashboard, providers } = traefik;
    const ownGateway = traefik.mode === 'standalone' && providers.kubernetesGateway;
    const props = defined<TraefikConfigProps>({
      defaultCertificate:
        defaultCertificate === undefined ? undefined : { secretName: defaultCertificate, namespace },
      tlsOptions: tlsMinVersion === undefined ? undefined : { minVersion: tlsMinVersion, namespace },
      dashboard: dashboard && { host: dashboard.host, authSecret: dashboard.authSecret, namespace },
      gateway: ownGateway ? { namespace, ...certificate(defaultCertificate) } : undefined,
    });
    return Object.keys(props).length > 0 ? props : undefined;
  },

  build(chart, { defaultCertificate, tlsOptions, dashboard, gateway }) {
    if (defaultCertificate) new DefaultCertificate(chart, 'default-certificate', defaultCertificate);
    if (tlsOptions) new DefaultTlsOptions(chart, 'tls-options', tlsOptions);
    if (dashboard) new TraefikDashboard(chart, 'dashboard', dashboard);
    if (gateway) new TraefikGateway(chart, 'gateway', gateway);
  },
};
