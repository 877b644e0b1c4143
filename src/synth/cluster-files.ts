import { App } from 'cdk8s';
import type { ClusterChart } from '../../charts/cluster-charts';
import { CLUSTER_CHARTS } from '../../charts/cluster-charts';
import { deriveMonitoringProps } from '../../charts/from-plan/monitoring-props';
import { MonitoringChart } from '../../charts/monitoring-chart';
import { isTarget, patchObjects } from '../../charts/patches';
import { renderKustomizations } from '../gitops';
import { FLANNEL_CONF_FILE, flannelConf, nodeConfigs } from '../k3s';
import type { NetworkPlan } from '../plan';
import { listK3sImages } from '../plan/k3s-images';
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
  const files = renderNodeFiles(plan);
  for (const { file, content } of manifests) files.set(`manifests/${file}`, content);
  for (const [name, content] of renderKustomizations(manifests.map(({ file }) => file)))
    files.set(name, content);
  for (const [name, content] of renderMonitoring(plan)) files.set(name, content);
  files.set(
    'images.txt',
    formatImages(
      plan,
      manifests.flatMap((manifest) => manifest.images),
    ),
  );
  return { plan, manifests, files };
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

/**
 * The files of the nodes by path below the cluster's folder. The emitter quotes for YAML 1.1, which k3s reads; `.yml` keeps
 * them out of `cdk8s synth --stdout`.
 */
export function renderNodeFiles(plan: NetworkPlan): Map<string, string> {
  const files = new Map<string, string>();
  for (const [name, config] of nodeConfigs(plan)) files.set(`k3s/${name}.yml`, emitYaml(config));
  if (plan.flannel.needsConf) files.set(`k3s/${FLANNEL_CONF_FILE}`, flannelConf(plan));
  return files;
}

/** The file that lists every image of a cluster: those of the objects, and those that k3s runs itself. */
export function listImages(plan: NetworkPlan, objects: readonly KubernetesObject[]): string {
  return formatImages(plan, collectImages(objects));
}

function formatImages(plan: NetworkPlan, images: readonly string[]): string {
  return [...new Set([...images, ...listK3sImages(plan)])]
    .sort()
    .map((image) => `${image}\n`)
    .join('');
}
