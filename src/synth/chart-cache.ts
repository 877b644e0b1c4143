import { App } from 'cdk8s';
import type { ClusterChart } from '../../charts/cluster-charts';
import type { ChartSlice } from './chart-slices';
import { sliceChart } from './chart-slices';
import type { Manifest } from './render-chart';
import { renderChart } from './render-chart';

/** How many different slices of one chart are kept; those that differ from cluster to cluster are of no use again. */
const MAX_KEPT = 64;

/**
 * Manifests by the props that decide them. Most of a cluster is equal in every cluster: CRDs, workloads, namespaces.
 * `NETSTACK_CACHE=off` renders every chart of every cluster.
 */
export class ChartCache {
  private readonly manifests = new Map<ClusterChart, Map<string, Manifest>>();

  constructor(private readonly enabled = process.env.NETSTACK_CACHE !== 'off') {}

  renderManifest(chart: ClusterChart, props: object): Manifest {
    if (!this.enabled) return renderChart(new chart.Chart(new App(), chart.id, props));
    return sliceChart(chart, props)
      .map((slice) => this.renderOnce(chart, slice))
      .reduce(joinManifests);
  }

  private renderOnce(chart: ClusterChart, { key, create }: ChartSlice): Manifest {
    const kept = this.keptOf(chart);
    const manifest = kept.get(key) ?? renderChart(create());
    // The one used last is dropped last.
    kept.delete(key);
    kept.set(key, manifest);
    if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value as string);
    return manifest;
  }

  private keptOf(chart: ClusterChart): Map<string, Manifest> {
    const kept = this.manifests.get(chart) ?? new Map<string, Manifest>();
    this.manifests.set(chart, kept);
    return kept;
  }
}

function joinManifests({ file, content, objects, images }: Manifest, next: Manifest): Manifest {
  return {
    file,
    content: `${content}---\n${next.content}`,
    objects: [...objects, ...next.objects],
    images: [...images, ...next.images],
  };
}
