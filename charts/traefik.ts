import type { PackagedTraefikProps, TraefikOptions, TraefikProps } from '../constructs/traefik';
import { PackagedTraefik, Traefik, TraefikServices, TraefikWorkload } from '../constructs/traefik';
import type { NetworkPlan } from '../src/plan';
import type { ClusterChart } from './cluster-chart';
import { defined } from './defined';
import { traefikOptions } from './traefik-options';

type TraefikChartProps =
  | { readonly mode: 'standalone' | 'standalone services'; readonly options: TraefikProps }
  | { readonly mode: 'standalone workload'; readonly options: Omit<TraefikProps, 'service'> }
  | { readonly mode: 'packaged'; readonly options: PackagedTraefikProps };

/** Traefik itself: an install of one's own, or what k3s's own is told differently. */
export const traefik: ClusterChart<TraefikChartProps> = {
  number: '40',
  part: 'traefik',

  props(plan) {
    const options = traefikOptions(plan);
    if (plan.traefik.mode === 'standalone') return { mode: 'standalone', options };
    if (plan.traefik.mode === 'none' || Object.keys(options).length === 0) return undefined;
    return { mode: 'packaged', options: packaged(plan, options) };
  },

  build(chart, props) {
    if (props.mode === 'packaged') new PackagedTraefik(chart, 'traefik', props.options);
    else new CONSTRUCTS[props.mode](chart, 'traefik', props.options);
  },

  /** Only the Services know addresses. */
  apart(props) {
    if (props.mode !== 'standalone') return [props];
    const { options } = props;
    return [
      { mode: 'standalone workload', options: defined<typeof options>({ ...options, service: undefined }) },
      { mode: 'standalone services', options },
    ];
  },
};

const CONSTRUCTS = {
  standalone: Traefik,
  'standalone workload': TraefikWorkload,
  'standalone services': TraefikServices,
};

/** Without `retry` a HelmChartConfig makes k3s remove Traefik, its Service and its address when an upgrade fails. */
function packaged(plan: NetworkPlan, options: TraefikOptions): PackagedTraefikProps {
  const { traefikChart, helmChartConfigRetry } = plan.k3s;
  const failurePolicy = helmChartConfigRetry ? ({ failurePolicy: 'retry' } as const) : {};
  return { ...options, chart: traefikChart, ...failurePolicy, ...gateway(plan) };
}

/** The packaged chart's Gateway takes routes of its own namespace only, unless told otherwise. */
function gateway({ traefik }: NetworkPlan): Pick<PackagedTraefikProps, 'gateway'> {
  if (!traefik.providers.kubernetesGateway) return {};
  return { gateway: { allowedNamespaces: 'All', ...certificate(traefik.defaultCertificate) } };
}

/** With a certificate the Gateway serves HTTPS too. */
export function certificate(secret: string | undefined): { readonly certificateSecret?: string } {
  return secret === undefined ? {} : { certificateSecret: secret };
}
