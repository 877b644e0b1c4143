import type { PackagedTraefikProps, TraefikOptions } from '../../constructs/traefik';
import type { NetworkPlan } from '../../src/plan';
import type { TraefikChartProps } from '../traefik-chart';
import { deriveTraefikImage } from './images';
import { omitEmpty, omitEmptyList, omitUndefined } from './omit';
import { deriveTraefikOptions } from './traefik-options';

/** Undefined where there is no Traefik, or k3s's own needs no other values. */
export function deriveTraefikProps(plan: NetworkPlan): TraefikChartProps | undefined {
  const options = deriveTraefikOptions(plan);
  if (plan.traefik.mode === 'standalone') {
    const networkPolicy = plan.networkPolicies.components || undefined;
    return {
      mode: 'standalone',
      options: omitUndefined({
        ...options,
        image: deriveTraefikImage(plan),
        imagePullSecrets: omitEmptyList(plan.imagePullSecrets),
        networkPolicy,
      }),
    };
  }
  const values = omitEmpty({ ...plan.traefik.values });
  if (plan.traefik.mode === 'none' || (Object.keys(options).length === 0 && values === undefined)) {
    return undefined;
  }
  return { mode: 'packaged', options: omitUndefined({ ...derivePackaged(plan, options), values }) };
}

/** The chart of Traefik's CRDs has no props. */
export function deriveTraefikCrdsProps({ traefik }: NetworkPlan): object | undefined {
  return traefik.mode === 'standalone' ? {} : undefined;
}

/** Without `retry` a HelmChartConfig makes k3s remove Traefik, its Service and its address when an upgrade fails. */
function derivePackaged(plan: NetworkPlan, options: TraefikOptions): PackagedTraefikProps {
  const { traefikChart, helmChartConfigRetry } = plan.k3s;
  const failurePolicy = helmChartConfigRetry ? ({ failurePolicy: 'retry' } as const) : {};
  return { ...options, chart: traefikChart, ...failurePolicy, ...deriveGateway(plan) };
}

/** The Gateway of the packaged chart accepts routes from its own namespace only, by default. */
function deriveGateway({ traefik }: NetworkPlan): Pick<PackagedTraefikProps, 'gateway'> {
  if (!traefik.providers.kubernetesGateway) return {};
  return { gateway: { allowedNamespaces: 'All', ...deriveCertificate(traefik.defaultCertificate) } };
}

/** With a certificate the Gateway serves HTTPS, too. */
export function deriveCertificate(secret: string | undefined): { readonly certificateSecret?: string } {
  return secret === undefined ? {} : { certificateSecret: secret };
}
