import { isMap } from '../observed/fields';
import type { ObservedObject } from '../observed/observed-network';

/** Objects that every cluster has. */
const OF_EVERY_CLUSTER = [
  ...['Namespace default', 'Namespace kube-system', 'Namespace kube-public', 'Namespace kube-node-lease'],
  ...['Service default/kubernetes', 'Endpoints default/kubernetes', 'EndpointSlice default/kubernetes'],
  ...['ConfigMap kube-system/extension-apiserver-authentication', 'ConfigMap kube-system/cluster-dns'],
  ...['ConfigMap kube-system/kube-apiserver-legacy-service-account-token-tracking'],
  ...['ConfigMap kube-system/coredns', 'ConfigMap kube-system/local-path-config'],
  ...['HelmChart kube-system/traefik', 'HelmChart kube-system/traefik-crd'],
];

/** Kinds that controllers make by themselves. */
const MADE_BY_CONTROLLERS = [
  'Addon',
  'Lease',
  'Event',
  'ControllerRevision',
  'ServiceL2Status',
  'ServiceBGPStatus',
];

/** Components that a profile installs in their place, or that k3s packages: their own objects follow from it. */
const COMPONENTS = ['metallb', 'traefik', 'frr-k8s', 'coredns'];

/** Whether an object follows from the cluster, from k3s or from a component, and not from a decision of a user. */
export function isKnownObject(object: ObservedObject): boolean {
  return (
    object.isOurs ||
    object.kind === 'CustomResourceDefinition' ||
    MADE_BY_CONTROLLERS.includes(object.kind) ||
    OF_EVERY_CLUSTER.includes(object.title) ||
    object.title.endsWith('/kube-root-ca.crt') ||
    /^ServiceAccount .*\/default$/.test(object.title) ||
    object.annotation('objectset.rio.cattle.io/owner-gvk') === 'k3s.cattle.io/v1, Kind=Addon' ||
    object.label('svccontroller.k3s.cattle.io/svcname') !== undefined ||
    hasOwner(object) ||
    isOfComponent(object)
  );
}

function hasOwner({ object }: ObservedObject): boolean {
  const { ownerReferences } = object.metadata as { ownerReferences?: unknown };
  return Array.isArray(ownerReferences) && ownerReferences.some(isMap);
}

/** By the labels of its manifest or its Helm chart, or by its namespace. */
function isOfComponent(object: ObservedObject): boolean {
  const labels = ['app.kubernetes.io/name', 'app.kubernetes.io/part-of', 'app'].map((key) =>
    object.label(key),
  );
  const isLabelled = labels.some((label) => label !== undefined && COMPONENTS.includes(label));
  return isLabelled || object.title === 'Namespace metallb-system' || object.namespace === 'metallb-system';
}
