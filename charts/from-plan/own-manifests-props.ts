import type { NetworkPlan } from '../../src/plan';
import type { ManifestObject, OwnManifestsChartProps } from '../own-manifests-chart';

/** Namespaces of your own manifests. They are created before everything else. */
export function deriveOwnNamespacesProps(plan: NetworkPlan): OwnManifestsChartProps | undefined {
  return select(plan, isNamespace);
}

/** CRDs of your own manifests: the API server needs them before objects of their kinds. */
export function deriveOwnCrdsProps(plan: NetworkPlan): OwnManifestsChartProps | undefined {
  return select(plan, isCrd);
}

/** The other objects of your own manifests. */
export function deriveOwnManifestsProps(plan: NetworkPlan): OwnManifestsChartProps | undefined {
  return select(plan, (object) => !isNamespace(object) && !isCrd(object));
}

function isNamespace({ apiVersion, kind }: ManifestObject): boolean {
  return apiVersion === 'v1' && kind === 'Namespace';
}

function isCrd({ kind }: ManifestObject): boolean {
  return kind === 'CustomResourceDefinition';
}

function select(
  { ownObjects }: NetworkPlan,
  test: (object: ManifestObject) => boolean,
): OwnManifestsChartProps | undefined {
  const objects = ownObjects.map(({ object }) => object).filter(test);
  return objects.length > 0 ? { objects } : undefined;
}
