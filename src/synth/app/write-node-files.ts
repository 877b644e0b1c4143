import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { App } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import { renderKustomizations } from '../../gitops';
import type { KubernetesObject } from '../../kubernetes/kubernetes-object';
import type { NetworkPlan } from '../../plan';
import { listImages, renderMonitoring, renderNodeFiles } from '../cluster-files';

/**
 * Writes what a cluster's folder has beside its manifests: the file of each node, the kustomizations,
 * and the list of images.
 *
 * @param app the App of the cluster
 */
export function writeNodeFiles(plan: NetworkPlan, app: App, folder: string): void {
  // Most of the bytes are definitions, which have no images.
  const objects = app.node
    .findAll()
    .filter((one): one is ApiObject => ApiObject.isApiObject(one) && one.kind !== 'CustomResourceDefinition');
  const images = listImages(
    plan,
    objects.map((object) => object.toJson() as KubernetesObject),
  );
  const files = renderNodeFiles(plan).set('images.txt', images);
  const manifests = readdirSync(app.outdir).filter((file) => file.endsWith('.yaml'));
  for (const [name, content] of [
    ...files,
    ...renderKustomizations(manifests.sort()),
    ...renderMonitoring(plan),
  ]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}
