import { k8s } from 'cdk8s-plus-27';
import type { Labels } from './labels';

/** A port of a pod on which it accepts connections. */
export interface AllowedPort {
  /** The port in the pod, 1-65535. */
  readonly port: number;
  /** @default 'TCP' */
  readonly protocol?: 'TCP' | 'UDP';
}

/** The pods of a namespace with certain labels. */
export interface AllowedPods {
  readonly namespace: string;
  readonly labels: Labels;
}

/** The connections that pods accept. */
export interface AllowedIngress {
  /** The labels that select the pods that accept them. */
  readonly selector: Labels;
  readonly ports: readonly AllowedPort[];
  /** @default - every address */
  readonly from?: readonly AllowedPods[];
}

/**
 * The spec of a NetworkPolicy: the pods accept no other connection. A policy does not limit connections from the pods'
 * own node, so the probes of the kubelet pass, nor connections that the pods open. It has no effect on pods with
 * `hostNetwork`.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function createIngressPolicy({ selector, ports, from }: AllowedIngress): k8s.NetworkPolicySpec {
  const peers = from?.map(({ namespace, labels }) => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: { ...labels } },
  }));
  return {
    podSelector: { matchLabels: { ...selector } },
    policyTypes: ['Ingress'],
    ingress: [
      {
        ...(peers && { from: peers }),
        ports: ports.map(({ port, protocol = 'TCP' }) => ({
          port: k8s.IntOrString.fromNumber(port),
          protocol,
        })),
      },
    ],
  };
}
