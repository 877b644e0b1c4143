/**
 * Pods that a kubelet starts on its node unless it is told otherwise, in every release.
 *
 * @see https://kubernetes.io/docs/setup/best-practices/cluster-large/
 */
export const DEFAULT_MAX_PODS = 110;
