import type { NetworkPlan } from '../network';
import { nodeFiles } from '../k3s';
import { imagesOf } from './images';
import type { Manifest } from './manifests';
import { manifestsOf } from './manifests';

/** Everything that is written for one cluster. */
export interface ClusterFiles {
  readonly plan: NetworkPlan;
  readonly manifests: readonly Manifest[];
  /** Contents by path below the cluster's folder. */
  readonly files: ReadonlyMap<string, string>;
}

/** Renders a cluster: node configs, manifests and the list of images. Pure: the same plan, the same bytes. */
export function clusterFiles(plan: NetworkPlan): ClusterFiles {
  const manifests = manifestsOf(plan);
  const images = imagesOf(manifests.flatMap(({ objects }) => objects));
  const files = new Map<string, string>();
  for (const [name, content] of nodeFiles(plan)) files.set(`k3s/${name}`, content);
  for (const { file, content } of manifests) files.set(`manifests/${file}`, content);
  files.set('images.txt', images.map((image) => `${image}\n`).join(''));
  return { plan, manifests, files };
}
