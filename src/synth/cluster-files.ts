import { CLUSTER_CHARTS } from '../../charts/registry';
import { FLANNEL_CONF_FILE, flannelConf, nodeConfigs } from '../k3s';
import type { NetworkPlan } from '../plan';
import type { ChartCache } from './chart-cache';
import { emitYaml } from './emit-yaml';
import type { Manifest } from './render-chart';

/** Everything that is written for one cluster. */
export interface ClusterFiles {
  readonly plan: NetworkPlan;
  /** In the order in which they are applied. */
  readonly manifests: readonly Manifest[];
  /** Contents by path below the cluster's folder. */
  readonly files: ReadonlyMap<string, string>;
}

/** Renders a cluster: node configs, manifests and the list of images. The same plan, the same bytes. */
export function clusterFiles(plan: NetworkPlan, cache: ChartCache): ClusterFiles {
  const manifests = CLUSTER_CHARTS.flatMap((definition) => {
    const props = definition.props(plan);
    return props === undefined ? [] : [cache.manifestOf(definition, props)];
  });
  const images = [...new Set(manifests.flatMap((manifest) => manifest.images))].sort();
  const files = nodeFiles(plan);
  for (const { file, content } of manifests) files.set(`manifests/${file}`, content);
  files.set('images.txt', images.map((image) => `${image}\n`).join(''));
  return { plan, manifests, files };
}

/** The emitter quotes for YAML 1.1, which k3s reads; `.yml` keeps them out of `cdk8s synth --stdout`. */
function nodeFiles(plan: NetworkPlan): Map<string, string> {
  const files = new Map<string, string>();
  for (const [name, config] of nodeConfigs(plan)) files.set(`k3s/${name}.yml`, emitYaml(config));
  if (plan.flannel.needsConf) files.set(`k3s/${FLANNEL_CONF_FILE}`, flannelConf(plan));
  return files;
}
