import * as z from 'zod';
import { DEFAULT_MAX_PODS } from '../../releases';
import { strictObject } from './strict-object';

const maxPods = z.int().min(1).max(65_535);

/** @see https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/ */
export const kubelet = strictObject(() => ({
  maxPods: maxPods
    .default(DEFAULT_MAX_PODS)
    .describe("Most pods per node. A node's share of clusterCidr must have as many addresses."),
}));

/** The same for one node; what is left out is that of all nodes. */
export const nodeKubelet = strictObject(() => ({
  maxPods: maxPods.optional().describe('Most pods on this node. Default: kubelet.maxPods of the cluster.'),
}));
