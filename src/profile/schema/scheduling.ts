import * as z from 'zod';
import { affinity, daemonSetAffinity, topologySpreadConstraints } from './affinity';
import { list, name } from './scalars';
import { strictObject } from './strict-object';

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
export const toleration = strictObject(() => ({
  key: z.string().min(1).optional().describe('Key of the taint. Default: every key, with Exists.'),
  operator: z
    .enum(['Exists', 'Equal'])
    .optional()
    .describe("How the taint's value is compared. Default Equal."),
  value: z.string().optional().describe("The taint's value. Default: the empty value."),
  effect: z
    .enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
    .optional()
    .describe('The effect of the taint. Default: every effect.'),
})).describe('A taint that pods tolerate.');

const amount = z
  .string()
  .regex(/^\d+(?:\.\d+)?(?:m|k|Ki|M|Mi|G|Gi)?$/, { error: 'an amount such as 100m or 64Mi' });
const amounts = strictObject(() => ({
  cpu: amount
    .optional()
    .describe('CPU time.')
    .meta({ examples: ['100m'] }),
  memory: amount
    .optional()
    .describe('Memory.')
    .meta({ examples: ['64Mi'] }),
}));

/** What all pods have of where they run and what they use, as Kubernetes names it. */
const common = {
  nodeSelector: z
    .record(z.string(), z.string())
    .default({})
    .describe('Labels that a node must have to run its pods.'),
  tolerations: list(toleration)
    .default([])
    .describe('Taints that its pods tolerate, beside those that they always do.'),
  priorityClassName: name.optional().describe('Priority class of its pods.'),
  resources: strictObject(() => ({
    requests: amounts.optional().describe('What the scheduler reserves.'),
    limits: amounts.optional().describe('The most that it may use.'),
  }))
    .optional()
    .describe('Resources of each pod; they replace the default ones.'),
};

/** Where pods run and what they use: the fields of a pod, as Kubernetes names them. */
export const scheduling = { ...common, affinity: affinity.optional(), topologySpreadConstraints };

/** The same of a workload that is always one pod, which nothing can spread. */
export const singlePodScheduling = { ...common, affinity: affinity.optional() };

/** The same of a workload that is always a DaemonSet. */
export const daemonSetScheduling = { ...common, affinity: daemonSetAffinity.optional() };
