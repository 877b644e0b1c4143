import type { Family } from '../../address';
import { Address } from '../../address';
import { findNamespace } from '../../verify/probe/probe-pods';
import type { KubernetesApi } from '../cluster/kubernetes-api';
import { LabError } from '../errors';
import type { Lab } from '../execution/lab';
import type { PacketRequest } from './packet-request';

/** A place that programs run in: a machine of the lab, or the network namespace of a pod on it. */
export interface Place {
  readonly name: string;
  readonly machine: string;
  readonly namespace?: string;
}

/** A running pod with a network namespace of its own. */
export interface PodEnd {
  readonly address: string;
  readonly port: number;
  readonly node: string;
}

interface PodObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly deletionTimestamp?: string;
  };
  readonly spec: {
    readonly nodeName?: string;
    readonly hostNetwork?: boolean;
    readonly containers: readonly { readonly ports?: readonly { readonly containerPort: number }[] }[];
  };
  readonly status?: { readonly phase?: string; readonly podIPs?: readonly { readonly ip: string }[] };
}

interface ServiceObject {
  readonly spec: {
    readonly clusterIPs?: readonly string[];
    readonly ports: readonly { readonly name?: string; readonly port: number; readonly protocol: string }[];
  };
}

interface EndpointSlice {
  readonly addressType: string;
  readonly ports?: readonly { readonly name?: string; readonly port: number }[];
  readonly endpoints?: readonly {
    readonly addresses: readonly string[];
    readonly nodeName?: string;
    readonly conditions?: { readonly ready?: boolean };
  }[];
}

/** Port that a pod without a declared one is asked at. */
const USUAL_PORT = 80;

/** Lists the running pods with an address of the family, in a fixed order. */
export async function listPodEnds(api: KubernetesApi, family: Family): Promise<readonly PodEnd[]> {
  const list = await api.get<{ readonly items: readonly PodObject[] }>('/api/v1/pods');
  const pods = (list?.items ?? []).filter(
    ({ metadata, spec, status }) =>
      status?.phase === 'Running' && spec.hostNetwork !== true && metadata.deletionTimestamp === undefined,
  );
  const sorted = pods.sort((a, b) => (titleOf(a) < titleOf(b) ? -1 : 1));
  return sorted.flatMap(({ spec, status }) => {
    const address = status?.podIPs?.find(({ ip }) => Address.find(ip)?.family === family)?.ip;
    const port = spec.containers.flatMap(({ ports }) => ports ?? [])[0]?.containerPort ?? USUAL_PORT;
    return address === undefined || spec.nodeName === undefined
      ? []
      : [{ address, port, node: spec.nodeName }];
  });
}

function titleOf({ metadata }: PodObject): string {
  return `${metadata.namespace}/${metadata.name}`;
}

/** A pod on the node. Two ends on one node are two pods. */
export function choosePod(pods: readonly PodEnd[], node: string, other?: PodEnd): PodEnd {
  const found = pods.find((pod) => pod.node === node && pod.address !== other?.address);
  if (found !== undefined) return found;
  const which = other?.node === node ? 'second running pod' : 'running pod';
  throw new LabError(`${node} has no ${which} with an address of its own`);
}

/** The address and port of a Service, and the pods behind it. */
export async function readService(
  api: KubernetesApi,
  { namespace, name, address, port: asked }: Extract<PacketRequest['to'], { kind: 'service' }>,
  family: Family,
): Promise<{
  readonly to: { readonly address: string; readonly port: number };
  readonly pods: readonly PodEnd[];
}> {
  const path = `namespaces/${namespace}`;
  const service = await api.get<ServiceObject>(`/api/v1/${path}/services/${name}`);
  const port = service?.spec.ports.find(
    (one) => one.protocol === 'TCP' && (asked === undefined || one.port === asked),
  );
  const own = service?.spec.clusterIPs?.find((ip) => Address.find(ip)?.family === family);
  if (service === undefined || port === undefined)
    throw new LabError(`the cluster has no Service ${namespace}/${name} with a TCP port`);
  const to = address ?? own;
  if (to === undefined) throw new LabError(`Service ${namespace}/${name} has no IPv${family} address`);
  const label = encodeURIComponent(`kubernetes.io/service-name=${name}`);
  const slices = await api.get<{ readonly items: readonly EndpointSlice[] }>(
    `/apis/discovery.k8s.io/v1/${path}/endpointslices?labelSelector=${label}`,
  );
  const pods = (slices?.items ?? [])
    .filter(({ addressType }) => addressType === `IPv${family}`)
    .flatMap((slice) => listEndpoints(slice, port.name));
  return { to: { address: to, port: port.port }, pods };
}

function listEndpoints({ ports, endpoints }: EndpointSlice, name: string | undefined): readonly PodEnd[] {
  const port = ports?.find((one) => (one.name ?? '') === (name ?? ''))?.port;
  if (port === undefined) return [];
  return (endpoints ?? []).flatMap(({ addresses, nodeName, conditions }) =>
    nodeName === undefined || conditions?.ready === false
      ? []
      : addresses.map((address) => ({ address, port, node: nodeName })),
  );
}

/** The network namespaces of pods; pods that have the node's own are left out. */
export async function findPodPlaces(lab: Lab, pods: readonly PodEnd[]): Promise<readonly Place[]> {
  const nodes = [...new Set(pods.map(({ node }) => node))];
  const texts = await Promise.all(
    nodes.map((node) => lab.tryRun(node, ['ip', '-all', 'netns', 'exec', 'ip', '-j', 'address'])),
  );
  return pods.flatMap(({ address, node }) => {
    const namespace = findNamespace([address], texts[nodes.indexOf(node)]?.stdout ?? '');
    return namespace === undefined ? [] : [{ name: `pod ${address}`, machine: node, namespace }];
  });
}
