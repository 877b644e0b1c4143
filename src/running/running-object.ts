import type { ApiObject } from '../kubernetes/api-object';

/** A field of a CRD's version that a comparison needs. */
interface CrdVersion {
  readonly name: string;
  readonly served?: boolean;
}

/** A container of a pod, as far as it identifies what runs. */
export interface RunningContainer {
  readonly name?: string;
  readonly image?: string;
  readonly args?: readonly string[];
  readonly ports?: readonly { readonly hostPort?: number; readonly containerPort?: number }[];
}

/** The pod of a workload, or a pod. */
export interface RunningPodSpec {
  readonly containers?: readonly RunningContainer[];
  readonly hostNetwork?: boolean;
  readonly nodeName?: string;
}

/** A reference to the object that controls another one. */
export interface OwnerReference {
  readonly kind: string;
  readonly name: string;
  readonly controller?: boolean;
}

/** An object as the API server returns it, with the fields that a comparison needs. */
export interface RunningObject extends ApiObject {
  readonly metadata: ApiObject['metadata'] & {
    readonly ownerReferences?: readonly OwnerReference[];
    readonly deletionTimestamp?: string;
    readonly uid?: string;
  };
  readonly spec?: RunningPodSpec & {
    readonly selector?: unknown;
    readonly template?: { readonly metadata?: ApiObject['metadata']; readonly spec?: RunningPodSpec };
    readonly controller?: string;
    readonly addresses?: readonly string[];
    readonly versions?: readonly CrdVersion[];
    readonly type?: string;
    readonly replicas?: number;
    readonly source?: string;
    readonly valuesContent?: string;
    readonly ports?: readonly { readonly port?: number; readonly protocol?: string }[];
  };
  readonly status?: {
    readonly addresses?: readonly { readonly type: string; readonly address: string }[];
    readonly loadBalancer?: { readonly ingress?: readonly { readonly ip?: string }[] };
    readonly storedVersions?: readonly string[];
  };
  readonly webhooks?: readonly {
    readonly name?: string;
    readonly clientConfig?: {
      readonly service?: { readonly name: string; readonly namespace: string };
      readonly url?: string;
    };
    readonly rules?: readonly { readonly apiGroups?: readonly string[] }[];
  }[];
  readonly roleRef?: { readonly kind?: string; readonly name?: string };
  readonly data?: Readonly<Record<string, string>>;
}

/** The API group of an object; empty for the core group. */
export function groupOf({ apiVersion }: Pick<ApiObject, 'apiVersion'>): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
}

/** What makes two objects the same one for Kubernetes: group, kind, namespace and name. */
export function identifyObject(object: ApiObject): string {
  const { kind, metadata } = object;
  return [groupOf(object), kind, metadata.namespace ?? '', metadata.name].join('/');
}

/** `Deployment metallb-system/controller` */
export function titleOf({ kind, metadata }: ApiObject): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

/** The pod template of a workload, or the pod itself. */
export function podSpecOf({ kind, spec }: RunningObject): RunningPodSpec | undefined {
  return kind === 'Pod' ? spec : spec?.template?.spec;
}

/** The object that controls another one. */
export function controllerOf({ metadata }: RunningObject): OwnerReference | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller === true);
}
