import type { KubernetesObject } from '../kubernetes/kubernetes-object';

/** `metallb.io` of `metallb.io/v1beta1`; empty for the core group. */
export function groupOf({ apiVersion }: KubernetesObject): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
}

/** What the API server knows an object by: two objects with the same identity are one. */
export function identityOf(object: KubernetesObject): string {
  const { kind, metadata } = object;
  return [groupOf(object), kind, metadata.namespace ?? '', metadata.name].join(' ');
}

/** `Deployment kube-system/traefik` */
export function describeObject({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}
