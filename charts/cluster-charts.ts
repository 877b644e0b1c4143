import type { Chart } from 'cdk8s';
import type { NetworkPlan } from '../network';

/** One file that gets applied. */
export interface ClusterChart {
  /**
   * Two digits that belong to the part for ever, never to its position: k3s names an Addon by its file, and an
   * Addon must keep its name when another part comes or goes. They order kubectl and the deploy controller alike.
   */
  readonly number: string;
  /** `metallb-config` */
  readonly part: string;
  /** Whether this cluster has the part. */
  applies(plan: NetworkPlan): boolean;
  /** Adds the part's constructs. */
  build(chart: Chart, plan: NetworkPlan): void;
}

/** `netstack-30-metallb`: the chart's id, the file's name up to its extension and the Addon's name. */
export function chartId({ number, part }: Pick<ClusterChart, 'number' | 'part'>): string {
  return `netstack-${number}-${part}`;
}
