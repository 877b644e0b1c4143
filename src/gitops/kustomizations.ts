import { listStages } from './stages';

/** Name of kustomize's file; `.yml` keeps it out of `cdk8s synth --stdout`. */
export const KUSTOMIZATION = 'kustomization.yml';

/**
 * The kustomizations of a cluster by path below its folder: one of all manifests, and one of each stage. Without them
 * kustomize and Flux would read the node files as manifests.
 *
 * @param files of manifests, in the order in which they are applied
 */
export function renderKustomizations(files: readonly string[]): ReadonlyMap<string, string> {
  if (files.length === 0) return new Map();
  const all = files.map((file) => `manifests/${file}`);
  const stages = listStages(files).map(({ name, files: own }): [string, string] => [
    `stages/${name}/${KUSTOMIZATION}`,
    renderKustomization(own.map((file) => `../../manifests/${file}`)),
  ]);
  return new Map([[KUSTOMIZATION, renderKustomization(all)], ...stages]);
}

function renderKustomization(resources: readonly string[]): string {
  return [
    'apiVersion: kustomize.config.k8s.io/v1beta1',
    'kind: Kustomization',
    'resources:',
    ...resources.map((resource) => `  - ${resource}`),
    '',
  ].join('\n');
}
