import * as z from 'zod';
import { labelSelector } from './label-selector';
import { list, name, text } from './scalars';
import { strictObject } from './strict-object';

const nodeRequirement = strictObject(() => ({
  key: z
    .string()
    .min(1)
    .describe('Key of a node label.')
    .meta({ examples: ['topology.kubernetes.io/zone'] }),
  operator: z
    .enum(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'])
    .describe('How the label is compared with the values.'),
  values: list(z.string()).default([]).describe('For In and NotIn; one integer for Gt and Lt.'),
}));

const nodeField = strictObject(() => ({
  key: z.literal('metadata.name').describe('The only field: the name of the node.'),
  operator: z.enum(['In', 'NotIn']).describe('Whether the node has the name.'),
  values: list(z.string()).min(1).max(1).describe('One name.'),
}));

const nodeSelectorTerm = strictObject(() => ({
  matchExpressions: list(nodeRequirement)
    .default([])
    .describe('Conditions on the labels of a node, all of them.'),
  matchFields: list(nodeField).default([]).describe('Conditions on the name of a node, all of them.'),
}));

const requiredNodes = strictObject(() => ({
  nodeSelectorTerms: list(nodeSelectorTerm).min(1).describe('A node must fit one of them.'),
})).describe('The nodes that may run its pods.');

const weight = z.int().min(1).max(100).describe('How much the preference counts, 1-100.');

const nodeAffinity = strictObject(() => ({
  requiredDuringSchedulingIgnoredDuringExecution: requiredNodes.optional(),
  preferredDuringSchedulingIgnoredDuringExecution: list(
    strictObject(() => ({
      weight,
      preference: nodeSelectorTerm.describe('The nodes that are preferred.'),
    })),
  )
    .default([])
    .describe('The nodes that the scheduler prefers.'),
})).describe('Nodes, by their labels and names.');

const topologyKey = text(
  /^(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
  'the key of a label (a name, or a domain and a name)',
  {
    description: 'Node label; nodes with the same value are one domain.',
    examples: ['kubernetes.io/hostname'],
  },
);

const ownPods = labelSelector
  .optional()
  .describe('Pods by their labels. Default: the pods of the component itself.');

const podAffinityTerm = strictObject(() => ({
  topologyKey,
  labelSelector: ownPods,
  namespaces: list(name).default([]).describe('Namespaces of the pods. Default: that of the component.'),
  namespaceSelector: labelSelector.optional().describe('Namespaces of the pods, by their labels.'),
}));

function podTerms(required: string, preferred: string) {
  return {
    requiredDuringSchedulingIgnoredDuringExecution: list(podAffinityTerm).default([]).describe(required),
    preferredDuringSchedulingIgnoredDuringExecution: list(
      strictObject(() => ({ weight, podAffinityTerm: podAffinityTerm.describe('The pods and the domain.') })),
    )
      .default([])
      .describe(preferred),
  };
}

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity */
export const affinity = strictObject(() => ({
  nodeAffinity: nodeAffinity.optional(),
  podAffinity: strictObject(() =>
    podTerms(
      'A pod runs only in a domain with such pods.',
      'Domains with such pods that the scheduler prefers.',
    ),
  )
    .optional()
    .describe('Pods that its pods run beside.'),
  podAntiAffinity: strictObject(() =>
    podTerms(
      'A pod never runs in a domain with such pods.',
      'Domains with such pods that the scheduler avoids.',
    ),
  )
    .optional()
    .describe('Pods that its pods do not run beside.'),
})).describe('Nodes and other pods that its pods need, prefer or avoid.');

/**
 * What the DaemonSet controller reads of an affinity: it chooses the nodes itself, and replaces the terms by the name of
 * the node. With an affinity to other pods the scheduler would leave pods Pending on nodes that are chosen already.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#how-daemon-pods-are-scheduled
 */
export const daemonSetAffinity = strictObject(() => ({
  nodeAffinity: strictObject(() => ({
    requiredDuringSchedulingIgnoredDuringExecution: requiredNodes.optional(),
  }))
    .optional()
    .describe('Nodes, by their labels and names.'),
})).describe('Nodes that its pods need; a DaemonSet uses nothing else of an affinity.');

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/ */
export const topologySpreadConstraints = list(
  strictObject(() => ({
    topologyKey,
    maxSkew: z
      .int()
      .min(1)
      .max(1000)
      .default(1)
      .describe('How many pods a domain may have more than the domain with the fewest, 1-1000.'),
    whenUnsatisfiable: z
      .enum(['DoNotSchedule', 'ScheduleAnyway'])
      .describe('Whether a pod that would exceed maxSkew stays Pending, or runs where the skew is smallest.'),
    labelSelector: ownPods,
    minDomains: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .describe('DoNotSchedule: with fewer domains, each has at most maxSkew pods.'),
    nodeAffinityPolicy: z
      .enum(['Honor', 'Ignore'])
      .optional()
      .describe(
        'Whether nodes that nodeSelector and nodeAffinity exclude count. Default: Honor, they do not.',
      ),
    nodeTaintsPolicy: z
      .enum(['Honor', 'Ignore'])
      .optional()
      .describe('Whether nodes with taints that the pods do not tolerate count. Default: Ignore, they do.'),
    matchLabelKeys: list(
      text(/^\S{1,317}$/, 'the key of a label', {
        description: 'Key of a label.',
        examples: ['pod-template-hash'],
      }),
    )
      .default([])
      .describe('Labels of which counted pods have the same values as the new pod.'),
  })),
)
  .optional()
  .describe('How its pods are spread over domains of nodes.');
