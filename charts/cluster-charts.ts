import type { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { NetworkPlan } from '../src/plan';
import { CoreDnsChart } from './coredns-chart';
import { deriveCoreDnsProps } from './from-plan/coredns-props';
import { deriveMetalLbConfigProps } from './from-plan/metallb-config-props';
import { deriveMetalLbCrdsProps, deriveMetalLbProps } from './from-plan/metallb-props';
import { deriveNamespacesProps } from './from-plan/namespaces-props';
import {
  deriveOwnCrdsProps,
  deriveOwnManifestsProps,
  deriveOwnNamespacesProps,
} from './from-plan/own-manifests-props';
import { deriveSamplesProps } from './from-plan/samples-props';
import { deriveTraefikConfigProps } from './from-plan/traefik-config-props';
import { deriveTraefikCrdsProps, deriveTraefikProps } from './from-plan/traefik-props';
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
  /**
   * `netstack-30-metallb`: the ID of the chart, the name of its file without the extension, and the name of k3s's Addon.
   * The number orders the files for kubectl and for k3s's deploy controller. It belongs to the chart and never
   * changes, so an Addon keeps its name when other charts are added or removed.
   */
  readonly id: string;
  readonly Chart: ChartClass<P>;
  /** The chart's props; undefined where the cluster does not have the chart. */
  readonly deriveProps: (plan: NetworkPlan) => P | undefined;
}

/** Every chart that a cluster may have, in the order in which they are applied. */
export const CLUSTER_CHARTS: readonly ClusterChart[] = [
  define('netstack-00-namespaces', NamespacesChart, deriveNamespacesProps),
  define('netstack-02-own-namespaces', OwnManifestsChart, deriveOwnNamespacesProps),
  define('netstack-10-metallb-crds', MetalLbCrdsChart, deriveMetalLbCrdsProps),
  define('netstack-12-traefik-crds', TraefikCrdsChart, deriveTraefikCrdsProps),
  define('netstack-14-own-crds', OwnManifestsChart, deriveOwnCrdsProps),
  define('netstack-20-coredns', CoreDnsChart, deriveCoreDnsProps),
  define('netstack-30-metallb', MetalLbChart, deriveMetalLbProps),
  define('netstack-40-traefik', TraefikChart, deriveTraefikProps),
  define('netstack-45-traefik-config', TraefikConfigChart, deriveTraefikConfigProps),
  define('netstack-50-metallb-config', MetalLbConfigChart, deriveMetalLbConfigProps),
  define('netstack-60-samples', SamplesChart, deriveSamplesProps),
  define('netstack-70-own-manifests', OwnManifestsChart, deriveOwnManifestsProps),
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

function define<P extends object>(
  id: string,
  Chart: ChartClass<P>,
  deriveProps: ClusterChart<P>['deriveProps'],
): ClusterChart {
  // Only the props that `deriveProps` returns are passed to the class.
  return { id, Chart, deriveProps } as unknown as ClusterChart;
}
