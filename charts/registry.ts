import type { ClusterChart } from './cluster-chart';

/** Every file that a cluster may have, in the order in which they are applied. */
export const CLUSTER_CHARTS: readonly ClusterChart[] = [];
