import { App, Chart } from 'cdk8s';
import type { ClusterChart } from '../../charts/cluster-charts';
import type { SamplesChartProps } from '../../charts/samples-chart';
import { omitUndefined } from '../../charts/from-plan/omit';
import { sampleId, SamplesChart } from '../../charts/samples-chart';
import type { TraefikChartProps } from '../../charts/traefik-chart';
import { TraefikChart } from '../../charts/traefik-chart';
import { DnsSample, HttpSampleExposure, HttpSampleWorkload } from '../../constructs/samples';
import { TraefikServices, TraefikWorkload } from '../../constructs/traefik';

/** Some neighbouring objects of a chart, and all that decides them: equal keys, equal objects. */
export interface ChartSlice {
  readonly key: string;
  /** Creates a chart that has these objects and no others. */
  readonly create: () => Chart;
}

/**
 * The objects of a chart in slices. Most objects of a fleet's clusters are equal: Traefik's workload knows no address,
 * only its Services do. A slice is rendered once for all clusters in which its props are equal.
 */
export function sliceChart({ id, Chart: ChartClass }: ClusterChart, props: object): readonly ChartSlice[] {
  if (ChartClass === (TraefikChart as unknown)) return sliceTraefik(id, props as TraefikChartProps);
  if (ChartClass === (SamplesChart as unknown)) return sliceSamples(id, props as SamplesChartProps);
  return [{ key: JSON.stringify(props), create: () => new ChartClass(new App(), id, props) }];
}

function sliceTraefik(id: string, props: TraefikChartProps): readonly ChartSlice[] {
  if (props.mode === 'packaged') {
    return [{ key: JSON.stringify(props), create: () => new TraefikChart(new App(), id, props) }];
  }
  const workload = omitUndefined({ ...props.options, service: undefined });
  return [
    slice(id, 'workload', workload, (chart) => new TraefikWorkload(chart, 'traefik', workload)),
    slice(id, 'services', props.options, (chart) => new TraefikServices(chart, 'traefik', props.options)),
  ];
}

/** All options that do not concern how clients reach a sample are those of its pods. */
function sliceSamples(id: string, { samples, dnsSamples = [] }: SamplesChartProps): readonly ChartSlice[] {
  const http = samples.flatMap(({ ingress, ingressRoute, ingressRouteTcp, httpRoute, ...rest }) => {
    const { loadBalancer, networkPolicy, ...pods } = rest;
    const { name, namespace } = pods;
    const workload = omitUndefined({ ...pods, tlsSecret: ingressRouteTcp?.passthroughSecret });
    const exposure = omitUndefined({
      ...{ name, namespace, ingress, ingressRoute, ingressRouteTcp, httpRoute, loadBalancer, networkPolicy },
    });
    return [
      slice(id, 'workload', workload, (chart) => new HttpSampleWorkload(chart, sampleId(workload), workload)),
      slice(id, 'exposure', exposure, (chart) => new HttpSampleExposure(chart, sampleId(exposure), exposure)),
    ];
  });
  const dns = dnsSamples.map((props) =>
    slice(id, 'dns', props, (chart) => new DnsSample(chart, sampleId(props), props)),
  );
  return [...http, ...dns];
}

function slice(id: string, kind: string, props: object, build: (chart: Chart) => unknown): ChartSlice {
  return {
    key: `${kind} ${JSON.stringify(props)}`,
    create: () => {
      const chart = new Chart(new App(), id, { disableResourceNameHashes: true });
      build(chart);
      return chart;
    },
  };
}
