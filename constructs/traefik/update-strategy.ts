import { k8s } from 'cdk8s-plus-27';
import type { TraefikOptions } from './traefik-options';

/**
 * Whether the old pod ends before the new one starts: two pods must not write the file with certificates, and cannot have
 * the same port of a node.
 */
export function replacesInPlace(options: TraefikOptions): boolean {
  const { certificateResolvers = [], web, websecure, entryPoints = [], hostNetwork = false } = options;
  const onNodes = [web, websecure, ...entryPoints].some((one) => one?.hostPort !== undefined);
  return certificateResolvers.length > 0 || onNodes || hostNetwork;
}

/** The update of a Deployment: unless the pods exclude each other, the new pod is ready before the old one ends. */
export function deploymentStrategy(options: TraefikOptions): k8s.DeploymentStrategy {
  if (replacesInPlace(options)) return { type: 'Recreate' };
  return { type: 'RollingUpdate', rollingUpdate: rollingUpdate(0, 1) };
}

/** The same for a DaemonSet, which has no strategy Recreate. */
export function daemonSetStrategy(options: TraefikOptions): k8s.DaemonSetUpdateStrategy {
  return {
    type: 'RollingUpdate',
    rollingUpdate: replacesInPlace(options) ? rollingUpdate(1, 0) : rollingUpdate(0, 1),
  };
}

function rollingUpdate(maxUnavailable: number, maxSurge: number) {
  return {
    maxUnavailable: k8s.IntOrString.fromNumber(maxUnavailable),
    maxSurge: k8s.IntOrString.fromNumber(maxSurge),
  };
}
