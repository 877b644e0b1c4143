import { App, Chart } from 'cdk8s';
import type { ChartClass } from '../../charts/cluster-charts';
import { sampleId } from '../../charts/samples-chart';
import type { DnsSampleProps, HttpSampleProps } from '../../constructs/samples';
import { DnsSample, HttpSampleExposure, HttpSampleWorkload } from '../../constructs/samples';
import { TraefikServices, TraefikWorkload } from '../../constructs/traefik';
import type { ChartSlice } from './chart-slices';

/** Creates a chart that has the objects of a slice and no others. */
export function createSlice({ id, kind, props }: ChartSlice, Class: ChartClass): Chart {
  if (kind === 'chart') return new Class(new App(), id, props);
  const chart = new Chart(new App(), id, { disableResourceNameHashes: true });
  addObjects(chart, kind, props);
  return chart;
}

function addObjects(chart: Chart, kind: Exclude<ChartSlice['kind'], 'chart'>, props: object): void {
  switch (kind) {
    case 'traefik-workload':
      new TraefikWorkload(chart, 'traefik', props);
      return;
    case 'traefik-services':
      new TraefikServices(chart, 'traefik', props);
      return;
    case 'sample-workload':
      new HttpSampleWorkload(chart, sampleId(props as HttpSampleProps), props as HttpSampleProps);
      return;
    case 'sample-exposure':
      new HttpSampleExposure(chart, sampleId(props as HttpSampleProps), props as HttpSampleProps);
      return;
    case 'dns-sample':
      new DnsSample(chart, sampleId(props as DnsSampleProps), props as DnsSampleProps);
  }
}
