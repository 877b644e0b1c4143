import * as z from 'zod';
import { list } from './scalars';
import { strictObject } from './strict-object';

/** Labels and conditions on them, as Kubernetes and MetalLB name them. */
export const labelSelector = strictObject(() => ({
  matchLabels: z.record(z.string(), z.string()).default({}).describe('Labels that it has, all of them.'),
  matchExpressions: list(
    strictObject(() => ({
      key: z
        .string()
        .min(1)
        .describe('Key of a label.')
        .meta({ examples: ['topology.kubernetes.io/zone'] }),
      operator: z
        .enum(['In', 'NotIn', 'Exists', 'DoesNotExist'])
        .describe('How the label is compared with the values.'),
      values: list(z.string()).default([]).describe('For In and NotIn.'),
    })),
  )
    .default([])
    .describe('Conditions on its labels, all of them.'),
}));
