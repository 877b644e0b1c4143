import type { Chart } from 'cdk8s';
import type { NetworkPlan } from '../src/plan';

/** What charts are made of: plain values, so that equal props can be recognised. */
export type ChartProps = object;

/** One file that gets applied. A chart is decided by its props alone: the same props, the same bytes. */
export interface ClusterChart<P extends ChartProps = ChartProps> {
  /**
   * Two digits that belong to the part for ever, never to its position: k3s names an Addon by its file, and an
   * Addon must keep its name when another part comes or goes. They order kubectl and the deploy controller alike.
   */
  readonly number: string;
  /** `metallb-config` */
  readonly part: string;
  /** What this cluster asks of the part; undefined where it does not have the part. */
  props(plan: NetworkPlan): P | undefined;
  /** Adds the part's constructs. */
  build(chart: Chart, props: P): void;
  /**
   * Props that make the same objects in the same order when they are built one after the other: what differs from
   * cluster to cluster apart from what does not, which is then built once.
   *
   * @default - the part is built as a whole
   */
  apart?(props: P): readonly P[];
}

/** `netstack-30-metallb`: the chart's id, the file's name up to its extension and the Addon's name. */
export function chartId({ number, part }: Pick<ClusterChart, 'number' | 'part'>): string {
  return `netstack-${number}-${part}`;
}
