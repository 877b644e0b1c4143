import type { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { NetworkPlan } from '../src/plan';
import type { ChartId, PropsOf } from './chart-props';
import { CHART_PROPS } from './chart-props';
import { CoreDnsChart } from './coredns-chart';
import { MetalLbChart } from './metallb-chart';
import { MetalLbConfigChart } from './metallb-config-chart';
import { MetalLbCrdsChart } from './metallb-crds-chart';
import { NamespacesChart } from './namespaces-chart';
import { OwnManifestsChart } from './own-manifests-chart';
import { patchObjects } from './patches';
import { SamplesChart } from './samples-chart';
import { TraefikChart } from './traefik-chart';
import { TraefikConfigChart } from './traefik-config-chart';
import { TraefikCrdsChart } from './traefik-crds-chart';

/** A chart class. Equal props produce equal manifests. */
export type ChartClass<P extends object = object> = new (scope: Construct, id: string, props: P) => Chart;

/** A chart that a cluster may have. */
export interface ClusterChart<P extends object = object> {
  readonly id: ChartId;
  readonly Chart: ChartClass<P>;
  /** The chart's props; undefined where the cluster does not have the chart. */
  readonly deriveProps: (plan: NetworkPlan) => P | undefined;
}

/** Every chart that a cluster may have, in the order in which they are applied. */
export const CLUSTER_CHARTS: readonly ClusterChart[] = [
  define('netstack-00-namespaces', NamespacesChart),
  define('netstack-02-own-namespaces', OwnManifestsChart),
  define('netstack-10-metallb-crds', MetalLbCrdsChart),
  define('netstack-12-traefik-crds', TraefikCrdsChart),
  define('netstack-14-own-crds', OwnManifestsChart),
  define('netstack-20-coredns', CoreDnsChart),
  define('netstack-30-metallb', MetalLbChart),
  define('netstack-40-traefik', TraefikChart),
  define('netstack-45-traefik-config', TraefikConfigChart),
  define('netstack-50-metallb-config', MetalLbConfigChart),
  define('netstack-60-samples', SamplesChart),
  define('netstack-70-own-manifests', OwnManifestsChart),
];

/** Adds the charts of a cluster to its App, and patches their objects. */
export function addClusterCharts(app: Construct, plan: NetworkPlan): void {
  addUnpatchedCharts(app, plan);
  patchObjects(app, plan.patches);
}

/** The same without the patches of the profile. */
export function addUnpatchedCharts(app: Construct, plan: NetworkPlan): void {
  for (const { id, Chart, deriveProps } of CLUSTER_CHARTS) {
    const props = deriveProps(plan);
    if (props !== undefined) new Chart(app, id, props);
  }
}

function define<Id extends ChartId>(id: Id, Chart: ChartClass<PropsOf<Id>>): ClusterChart {
  // Only the props that `deriveProps` returns are passed to the class.
  return { id, Chart, deriveProps: CHART_PROPS[id] } as unknown as ClusterChart;
}
