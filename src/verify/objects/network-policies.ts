import { Address, Cidr, contains } from '../../address';
import type { NodeSelector } from '../../plan';
import { isSelected } from '../../plan';
import type { ClusterReader } from '../host';
import type { ObjectMeta } from './live-objects';
import { readList } from './live-objects';
import type { LivePod } from './pods';

/** The fields of a NetworkPolicy that checks read. */
export interface NetworkPolicy {
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly podSelector?: LabelSelector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly PolicyRule[];
    readonly egress?: readonly PolicyRule[];
  };
}

type LabelSelector = Partial<NodeSelector>;

interface PolicyRule {
  readonly from?: readonly PolicyPeer[];
  readonly to?: readonly PolicyPeer[];
  readonly ports?: readonly PolicyPort[];
}

interface PolicyPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface PolicyPort {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

/** An end of a connection: a pod, or one of several addresses, since kube-proxy may replace the source. */
export type FlowEnd = { readonly pod: LivePod } | { readonly addresses: readonly Address[] };

/** A connection that the network needs. */
export interface Flow {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly protocol: 'TCP' | 'UDP';
  /** The container's port, and its name where it has one. */
  readonly port: number;
  readonly portName?: string;
}

/** The policies and the labels of the namespaces. */
export interface PolicyContext {
  readonly policies: readonly NetworkPolicy[];
  /** Labels by namespace. */
  readonly namespaces: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Every NetworkPolicy and namespace. @throws UnreachableError */
export async function readPolicies(cluster: ClusterReader): Promise<PolicyContext> {
  const policies = (await readList<NetworkPolicy>(cluster, 'networking.k8s.io/v1', 'NetworkPolicy')) ?? [];
  const namespaces = (await readList<{ readonly metadata: ObjectMeta }>(cluster, 'v1', 'Namespace')) ?? [];
  return {
    policies,
    namespaces: new Map(namespaces.map(({ metadata }) => [metadata.name, toMap(metadata.labels)])),
  };
}

/** The policies that block a connection: those that select an end, if none of them allows it. */
export function findBlocking(flow: Flow, context: PolicyContext): readonly NetworkPolicy[] {
  return [
    ...findBlockingAt(flow.to, 'ingress', flow, context),
    ...findBlockingAt(flow.from, 'egress', flow, context),
  ];
}

function findBlockingAt(
  end: FlowEnd,
  direction: 'ingress' | 'egress',
  flow: Flow,
  context: PolicyContext,
): readonly NetworkPolicy[] {
  if (!('pod' in end)) return [];
  const selecting = context.policies.filter((policy) => selectsPod(policy, end.pod, direction));
  const peer = direction === 'ingress' ? flow.from : flow.to;
  const allows = selecting.some(({ metadata, spec }) =>
    (spec[direction] ?? []).some((rule) => {
      const peers = direction === 'ingress' ? rule.from : rule.to;
      return (
        matchesPort(rule.ports, flow) &&
        (peers === undefined ||
          peers.length === 0 ||
          peers.some((one) => matchesPeer(one, peer, metadata, context)))
      );
    }),
  );
  return allows ? [] : selecting;
}

function selectsPod(
  { metadata, spec }: NetworkPolicy,
  pod: LivePod,
  direction: 'ingress' | 'egress',
): boolean {
  const types = spec.policyTypes ?? ['Ingress', ...(spec.egress === undefined ? [] : ['Egress'])];
  return (
    metadata.namespace === pod.metadata.namespace &&
    types.some((type) => type.toLowerCase() === direction) &&
    matchesLabels(spec.podSelector, toMap(pod.metadata.labels))
  );
}

function matchesPort(ports: readonly PolicyPort[] | undefined, { protocol, port, portName }: Flow): boolean {
  if (ports === undefined || ports.length === 0) return true;
  return ports.some((one) => {
    if ((one.protocol ?? 'TCP') !== protocol) return false;
    if (one.port === undefined) return true;
    if (typeof one.port === 'string') return one.port === portName;
    return one.port <= port && port <= (one.endPort ?? one.port);
  });
}

function matchesPeer(peer: PolicyPeer, end: FlowEnd, policy: ObjectMeta, context: PolicyContext): boolean {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  if (ipBlock !== undefined) {
    const addresses = 'pod' in end ? [Address.find(end.pod.status?.podIP ?? '') ?? []].flat() : end.addresses;
    return addresses.some(
      (address) =>
        contains(Cidr.parse(ipBlock.cidr).canonical, address) &&
        !(ipBlock.except ?? []).some((text) => contains(Cidr.parse(text).canonical, address)),
    );
  }
  if (!('pod' in end)) return false;
  const { namespace = '', labels } = end.pod.metadata;
  const isInNamespace =
    namespaceSelector === undefined
      ? namespace === policy.namespace
      : matchesLabels(namespaceSelector, context.namespaces.get(namespace) ?? new Map<string, string>());
  return isInNamespace && (podSelector === undefined || matchesLabels(podSelector, toMap(labels)));
}

/** An empty selector matches everything. */
function matchesLabels(selector: LabelSelector = {}, labels: ReadonlyMap<string, string>): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const withValues = matchExpressions.map((one) => ({ ...one, values: one.values ?? [] }));
  return isSelected([{ matchLabels, matchExpressions: withValues }], labels);
}

function toMap(labels: Readonly<Record<string, string>> = {}): ReadonlyMap<string, string> {
  return new Map(Object.entries(labels));
}
