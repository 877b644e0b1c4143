import { App } from 'cdk8s';
import type { ClusterChart } from '../../charts/cluster-charts';
import { CLUSTER_CHARTS } from '../../charts/cluster-charts';
import { deriveMonitoringProps } from '../../charts/from-plan/monitoring-props';
import { MonitoringChart } from '../../charts/monitoring-chart';
import { isTarget, patchObjects } from '../../charts/patches';
import type { NetworkPlan } from '../plan';
import { assembleFiles, formatImages, listNodeFiles } from './assemble-files';
import type { ChartCache } from './chart-cache';
import type { KubernetesObject } from '../kubernetes/kubernetes-object';
import { emitYaml } from './emit-yaml';
import { MONITORING_FOLDER } from './folder-names';
import { collectImages } from './images';
import type { Manifest } from './render-chart';
import { renderChart } from './render-chart';

/** All files of a cluster. */
export interface ClusterFiles {
  readonly plan: NetworkPlan;
  /** In the order in which they are applied. */
  readonly manifests: readonly Manifest[];
  /** Contents by path below the cluster's folder. */
  readonly files: ReadonlyMap<string, string>;
}

/** Renders a cluster: node files, manifests, kustomizations and the list of images. Equal plans produce equal bytes. */
export function renderCluster(plan: NetworkPlan, cache: ChartCache): ClusterFiles {
  const manifests = CLUSTER_CHARTS.flatMap((chart) => {
    const props = chart.deriveProps(plan);
    return props === undefined ? [] : [patchManifest(chart, props, plan, cache.renderManifest(chart, props))];
  });
  const nodeFiles = renderNodeFiles(plan, (config) => cache.emitNode(config));
  return { plan, manifests, files: assembleFiles(plan, nodeFiles, manifests, renderMonitoring(plan)) };
}

const MONITORING_ID = 'netstack-80-monitoring';

/** The file of the objects for Prometheus by its path; none where the profile has no monitoring. */
export function renderMonitoring(plan: NetworkPlan): ReadonlyMap<string, string> {
  const props = deriveMonitoringProps(plan);
  if (props === undefined) return new Map();
  const { file, content } = renderChart(new MonitoringChart(new App(), MONITORING_ID, props));
  return new Map([[`${MONITORING_FOLDER}/${file}`, content]]);
}

/** The manifest with the patches of its objects; the chart is rendered again only where there is one. */
function patchManifest(
  { id, Chart }: ClusterChart,
  props: object,
  { patches }: NetworkPlan,
  manifest: Manifest,
): Manifest {
  const own = patches.filter((patch) => manifest.objects.some((object) => isTarget(patch, object)));
  if (own.length === 0) return manifest;
  const chart = new Chart(new App(), id, props);
  patchObjects(chart, own);
  return renderChart(chart);
}

/** The files of the nodes by path below the cluster's folder. The emitter quotes for YAML 1.1, which k3s reads. */
export function renderNodeFiles(
  plan: NetworkPlan,
  emit: (config: object) => string = emitYaml,
): Map<string, string> {
  return listNodeFiles(plan, emit) ?? new Map<string, string>();
}

/** The file that lists every image of a cluster: those of the objects, and those that k3s runs itself. */
export function listImages(plan: NetworkPlan, objects: readonly KubernetesObject[]): string {
  return formatImages(plan, collectImages(objects));
}
