import type { KubernetesObject } from '../kubernetes/kubernetes-object';
import type { Manifest } from './render-chart';
import { listName } from '../kubernetes/api-object';

/** API groups whose kinds somebody else brings: k3s's own Traefik, or whoever installs the Gateway API. */
const BROUGHT_GROUPS = ['traefik.io', 'gateway.networking.k8s.io'];

/**
 * The commands that apply a cluster's manifests, each as its words. kubectl refuses a kind that the API server does not
 * know yet, and MetalLB's own webhook its configuration until its controller runs: so CRDs first, programs next.
 *
 * @param folder of the manifests
 */
export function applyCommands(
  manifests: readonly Manifest[],
  folder: string,
): readonly (readonly string[])[] {
  const objects = manifests.flatMap((manifest) => manifest.objects);
  const kinds = objects.map(({ kind }) => kind);
  const ownCrds = [
    ['kubectl', 'apply', '-f', `${folder}/netstack-[01]*`],
    ['kubectl', 'wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s'],
  ];
  const brought = broughtCrds(objects);
  const programs = [
    ['kubectl', 'apply', '-f', `${folder}/netstack-[234]*`],
    ['kubectl', '-n', 'metallb-system', 'rollout', 'status', 'deployment/controller', '--timeout=5m'],
  ];
  return [
    ...(kinds.includes('CustomResourceDefinition') ? ownCrds : []),
    // Of several names at once kubectl gives up when one of them is not there yet.
    ...brought.map((crd) => ['kubectl', 'wait', '--for=create', crd, '--timeout=5m']),
    ...(kinds.includes('IPAddressPool') ? programs : []),
    ['kubectl', 'apply', '-f', folder],
  ];
}

/** Names of the CRDs that have to be there and are not ours, in their order. */
function broughtCrds(objects: readonly KubernetesObject[]): readonly string[] {
  const own = objects.flatMap((object) => ownGroup(object) ?? []);
  const names = objects.flatMap(({ apiVersion, kind }) => {
    const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
    return BROUGHT_GROUPS.includes(group) && !own.includes(group) ? [`crd/${listName(kind)}.${group}`] : [];
  });
  return [...new Set(names)].sort();
}

/** A CRD is called `<plural>.<group>`. */
function ownGroup({ kind, metadata }: KubernetesObject): string | undefined {
  return kind === 'CustomResourceDefinition'
    ? metadata.name.slice(metadata.name.indexOf('.') + 1)
    : undefined;
}
