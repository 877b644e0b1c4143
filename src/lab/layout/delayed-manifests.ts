import type { KubernetesObject } from '../../kubernetes/kubernetes-object';

/** A manifest that k3s is given only when the API server accepts it. */
export interface DelayedManifest {
  /** Name in the auto-deploy directory. */
  readonly file: string;
  readonly content: string;
  /** Its objects that the API server refuses while the cluster starts. */
  readonly objects: readonly KubernetesObject[];
}

/** A manifest as synth renders it. */
type RenderedManifest = DelayedManifest;

/** Its webhook answers some time after its CRDs exist. */
const METALLB = 'metallb.io';

/** Groups whose CRDs come with the cluster: with the packaged Traefik, or with the Gateway API. */
const FROM_ELSEWHERE = ['traefik.io', 'gateway.networking.k8s.io'];

/**
 * The manifests that the API server refuses while the cluster starts. k3s would apply every file again, in rounds of
 * 15 seconds and longer, until none of them fails.
 */
export function selectDelayed(manifests: readonly RenderedManifest[]): readonly DelayedManifest[] {
  const own = manifests.flatMap(({ objects }) => objects.flatMap(definedGroup));
  const groups = [METALLB, ...FROM_ELSEWHERE.filter((group) => !own.includes(group))];
  return manifests.flatMap(({ file, content, objects }) => {
    const refused = objects.filter((object) => groups.includes(groupOf(object)));
    return refused.length === 0 ? [] : [{ file, content, objects: refused }];
  });
}

/** The name of a file's Addon: k3s takes the file's name up to the first dot. */
export function addonName(file: string): string {
  return file.slice(0, file.indexOf('.'));
}

function groupOf({ apiVersion }: KubernetesObject): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
}

/** A CRD is named `<plural>.<group>`. */
function definedGroup({ kind, metadata: { name } }: KubernetesObject): readonly string[] {
  return kind === 'CustomResourceDefinition' ? [name.slice(name.indexOf('.') + 1)] : [];
}
