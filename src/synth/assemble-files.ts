import { renderKustomizations } from '../gitops';
import { FLANNEL_CONF_FILE, flannelConf, nodeConfigs } from '../k3s';
import type { NetworkPlan } from '../plan';
import { listK3sImages } from '../plan/k3s-images';

/** What a cluster's folder has of a manifest. */
interface ManifestFile {
  readonly file: string;
  readonly content: string;
  readonly images: readonly string[];
}

/** The contents of a cluster's files by their paths below its folder, from the rendered parts. */
export function assembleFiles(
  plan: NetworkPlan,
  nodeFiles: ReadonlyMap<string, string>,
  manifests: readonly ManifestFile[],
  monitoring: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const images = manifests.flatMap((manifest) => manifest.images);
  return new Map([
    ...nodeFiles,
    ...manifests.map(({ file, content }): [string, string] => [`manifests/${file}`, content]),
    ...renderKustomizations(manifests.map(({ file }) => file)),
    ...monitoring,
    ['images.txt', formatImages(plan, images)],
  ]);
}

/**
 * The files of the nodes by path below the cluster's folder; `.yml` keeps them out of `cdk8s synth --stdout`.
 *
 * @param emit returns a node's config as YAML; undefined where that is not known
 * @returns undefined where one of them is not known
 */
export function listNodeFiles(
  plan: NetworkPlan,
  emit: (config: object) => string | undefined,
): Map<string, string> | undefined {
  const files = new Map<string, string>();
  for (const [name, config] of nodeConfigs(plan)) {
    const text = emit(config);
    if (text === undefined) return undefined;
    files.set(`k3s/${name}.yml`, text);
  }
  if (plan.flannel.needsConf) files.set(`k3s/${FLANNEL_CONF_FILE}`, flannelConf(plan));
  return files;
}

/** The file that lists every image of a cluster: those of the objects, and those that k3s runs itself. */
export function formatImages(plan: NetworkPlan, images: readonly string[]): string {
  return [...new Set([...images, ...listK3sImages(plan)])]
    .sort()
    .map((image) => `${image}\n`)
    .join('');
}
