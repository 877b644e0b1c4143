import { TraefikCrds } from '../constructs/traefik';
import type { ClusterChart } from './cluster-chart';

/** Traefik's own kinds, where k3s does not bring them. */
export const traefikCrds: ClusterChart = {
  number: '12',
  part: 'traefik-crds',
  props: ({ traefik }) => (traefik.mode === 'standalone' ? {} : undefined),
  build(chart) {
    new TraefikCrds(chart, 'crds');
  },
};
