export * from './coredns-chart';
export * from './metallb-chart';
export * from './metallb-config-chart';
export * from './metallb-crds-chart';
export * from './namespaces-chart';
export { SamplesChart, type SamplesChartProps } from './samples-chart';
export * from './traefik-chart';
export * from './traefik-config-chart';
export * from './traefik-crds-chart';
