import type { ChartId } from '../../charts/chart-props';
import { omitUndefined } from '../../charts/from-plan/omit';
import type { SamplesChartProps } from '../../charts/samples-chart';
import type { TraefikChartProps } from '../../charts/traefik-chart';

/** What a slice has of its chart. */
export type SliceKind =
  'chart' | 'traefik-workload' | 'traefik-services' | 'sample-workload' | 'sample-exposure' | 'dns-sample';

/** Some neighbouring objects of a chart, and all that decides them: equal keys, equal objects. */
export interface ChartSlice {
  readonly key: string;
  readonly id: ChartId;
  readonly kind: SliceKind;
  readonly props: object;
}

/**
 * The objects of a chart in slices. Most objects of a fleet's clusters are equal: Traefik's workload knows no address,
 * only its Services do. A slice is rendered once for all clusters in which its props are equal.
 */
export function sliceChart(id: ChartId, props: object): readonly ChartSlice[] {
  if (id === 'netstack-40-traefik') return sliceTraefik(id, props as TraefikChartProps);
  if (id === 'netstack-60-samples') return sliceSamples(id, props as SamplesChartProps);
  return [slice(id, 'chart', props)];
}

function sliceTraefik(id: ChartId, props: TraefikChartProps): readonly ChartSlice[] {
  if (props.mode === 'packaged') return [slice(id, 'chart', props)];
  return [
    slice(id, 'traefik-workload', omitUndefined({ ...props.options, service: undefined })),
    slice(id, 'traefik-services', props.options),
  ];
}

/** All options that do not concern how clients reach a sample are those of its pods. */
function sliceSamples(id: ChartId, { samples, dnsSamples = [] }: SamplesChartProps): readonly ChartSlice[] {
  const http = samples.flatMap(({ ingress, ingressRoute, ingressRouteTcp, httpRoute, ...rest }) => {
    const { loadBalancer, networkPolicy, ...pods } = rest;
    const { name, namespace } = pods;
    const workload = omitUndefined({ ...pods, tlsSecret: ingressRouteTcp?.passthroughSecret });
    const exposure = omitUndefined({
      ...{ name, namespace, ingress, ingressRoute, ingressRouteTcp, httpRoute, loadBalancer, networkPolicy },
    });
    return [slice(id, 'sample-workload', workload), slice(id, 'sample-exposure', exposure)];
  });
  return [...http, ...dnsSamples.map((props) => slice(id, 'dns-sample', props))];
}

function slice(id: ChartId, kind: SliceKind, props: object): ChartSlice {
  return { key: `${id} ${kind} ${JSON.stringify(props)}`, id, kind, props };
}
