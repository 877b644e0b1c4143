import { CLUSTER_CHARTS } from '../../charts/cluster-charts';
import { renderKustomizations } from '../gitops';
import { FLANNEL_CONF_FILE, flannelConf, nodeConfigs } from '../k3s';
import type { NetworkPlan } from '../plan';
import type { ChartCache } from './chart-cache';
import type { KubernetesObject } from '../kubernetes/kubernetes-object';
import { emitYaml } from './emit-yaml';
import { collectImages } from './images';
import type { Manifest } from './render-chart';

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
    return props === undefined ? [] : [cache.renderManifest(chart, props)];
  });
  const files = renderNodeFiles(plan);
  for (const { file, content } of manifests) files.set(`manifests/${file}`, content);
  for (const [name, content] of renderKustomizations(manifests.map(({ file }) => file)))
    files.set(name, content);
  files.set('images.txt', formatImages(manifests.flatMap((manifest) => manifest.images)));
  return { plan, manifests, files };
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

/** The file that lists every image of a cluster. */
export function listImages(objects: readonly KubernetesObject[]): string {
  return formatImages(collectImages(objects));
}

function formatImages(images: readonly string[]): string {
  return [...new Set(images)]
    .sort()
    .map((image) => `${image}\n`)
    .join('');
}
