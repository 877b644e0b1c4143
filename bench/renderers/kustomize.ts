import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import type { KubernetesObject } from '../../src/kubernetes/kubernetes-object';
import type { FleetTemplate, ValuePath } from '../fleet-template';
import { valuesOf } from '../fleet-template';
import { eachCluster } from './helm';
import type { Renderer } from './renderer';
import { layOut, objectsOf } from './renderer';
import type { Tool } from './tools';

/** One cluster's objects as the base, and an overlay for each cluster that replaces what differs. */
export function kustomize({ program, version }: Tool): Renderer {
  return {
    name: 'kubectl kustomize',
    version,
    processPerCluster: true,

    prepare(fleet, folder, output) {
      const base = fleet.clusters[0]?.manifests ?? [];
      for (const { file, content } of base) layOut(folder, `base/${file}`, content);
      const resources = base.map(({ file }) => file);
      layOut(folder, 'base/kustomization.yaml', Yaml.stringify({ resources }));
      for (const cluster of fleet.clusters) {
        const overlay = overlayOf(objectsOf(cluster), fleet.template);
        layOut(folder, `overlays/${cluster.name}/kustomization.yaml`, Yaml.stringify(overlay));
      }
      const render = `'${program}' kustomize "overlays/$cluster" > "${output}/$cluster.yaml"`;
      layOut(folder, 'loop.sh', eachCluster(fleet, render));
      return { program: 'sh', args: ['loop.sh'], cwd: folder };
    },

    outputOf({ name }, output) {
      return [join(output, `${name}.yaml`)];
    },
  };
}

/** A cluster's overlay: one JSON patch for each object that is not the base's own. */
export function overlayOf(objects: readonly KubernetesObject[], template: FleetTemplate): object {
  const values = valuesOf(objects, template);
  const operations = new Map<KubernetesObject, object[]>();
  template.differing.forEach(([index, ...path], position) => {
    const object = objects[index] as KubernetesObject;
    const replace = { op: 'replace', path: pointer(path), value: values[position] };
    operations.set(object, [...(operations.get(object) ?? []), replace]);
  });
  return {
    resources: ['../../base'],
    patches: [...operations].map(([object, patch]) => ({
      target: target(object),
      patch: JSON.stringify(patch),
    })),
  };
}

function target({ apiVersion, kind, metadata: { name, namespace } }: KubernetesObject): object {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  return { group, version: apiVersion.slice(slash + 1), kind, name, ...(namespace && { namespace }) };
}

/** @see https://www.rfc-editor.org/rfc/rfc6901 */
function pointer(path: readonly ValuePath[number][]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
