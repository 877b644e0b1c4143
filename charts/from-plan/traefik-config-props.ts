import type { NetworkPlan } from '../../src/plan';
import type { TraefikConfigChartProps } from '../traefik-config-chart';
import { omitEmpty, omitUndefined } from './omit';
import { deriveTls } from './traefik-certificates';
import { deriveCertificate } from './traefik-props';

/** Undefined where the profile configures nothing that Traefik reads from objects of its own kinds. */
export function deriveTraefikConfigProps({ traefik }: NetworkPlan): TraefikConfigChartProps | undefined {
  if (traefik.mode === 'none') return undefined;
  const { namespace, defaultCertificate, tlsMinVersion, dashboard, providers } = traefik;
  const hasGateway = traefik.mode === 'standalone' && providers.kubernetesGateway;
  return omitEmpty(
    omitUndefined<TraefikConfigChartProps>({
      defaultCertificate:
        defaultCertificate === undefined ? undefined : { secretName: defaultCertificate, namespace },
      tlsOptions: tlsMinVersion === undefined ? undefined : { minVersion: tlsMinVersion, namespace },
      dashboard:
        dashboard &&
        omitUndefined({
          ...{ host: dashboard.host, authSecret: dashboard.authSecret, namespace },
          certificate: deriveTls(traefik),
        }),
      gateway: hasGateway ? { namespace, ...deriveCertificate(defaultCertificate) } : undefined,
    }),
  );
}
