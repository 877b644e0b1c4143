import type { ClusterChart } from './cluster-chart';
import { coredns } from './coredns';
import { samples } from './samples';
import { traefik } from './traefik';
import { traefikConfig } from './traefik-config';
import { traefikCrds } from './traefik-crds';

/** Every file that a cluster may have, in the order in which they are applied. */
export const CLUSTER_CHARTS: readonly ClusterChart[] = [
  traefikCrds,
  coredns,
  traefik,
  traefikConfig,
  samples,
];
