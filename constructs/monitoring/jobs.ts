/** Names of the monitors and of the Services that they read; Prometheus derives the label `job` from them. */
export const JOBS = {
  coredns: 'netstack-coredns',
  traefik: 'netstack-traefik',
  controller: 'netstack-metallb-controller',
  speaker: 'netstack-metallb-speaker',
  frrK8s: 'frr-k8s-metrics-service',
} as const;
