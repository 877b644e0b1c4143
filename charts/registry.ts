import type { ClusterChart } from './cluster-chart';
import { coredns } from './coredns';
import { metallb } from './metallb';
import { metallbConfig } from './metallb-config';
import { metallbCrds } from './metallb-crds';
import { namespaces } from './namespaces';
import { samples } from './samples';
import { traefik } from './traefik';
import { traefikConfig } from './traefik-config';
import { traefikCrds } from './traefik-crds';

/** Every file that a cluster may have, in the order in which they are applied. */
export const CLUSTER_CHARTS: readonly ClusterChart[] = [
  namespaces,
  metallbCrds,
  traefikCrds,
  coredns,
  metallb,
  traefik,
  traefikConfig,
  metallbConfig,
  samples,
];
