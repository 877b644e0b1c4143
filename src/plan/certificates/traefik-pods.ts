import type { NetworkPlan } from '../model';

/** The number of Traefik pods, where every node can run one. */
export function countTraefikPods({ traefik, nodes }: NetworkPlan): number {
  if (traefik.mode === 'none') return 0;
  return traefik.kind === 'DaemonSet' ? nodes.length : traefik.replicas;
}
