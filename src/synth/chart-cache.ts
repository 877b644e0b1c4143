import { App } from 'cdk8s';
import type { ClusterChart } from '../../charts/cluster-charts';
import type { ChartSlice } from './chart-slices';
import { sliceChart } from './chart-slices';
import { createSlice } from './create-slice';
import { emitYaml } from './emit-yaml';
import { joinTexts } from './join-texts';
import type { KeptTexts } from './kept-texts';
import { keyOfNode } from './recall-cluster';
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

  /** @param kept what former runs rendered; none by default */
  constructor(
    private readonly enabled = process.env.NETSTACK_CACHE !== 'off',
    private readonly kept?: KeptTexts,
  ) {}

  renderManifest(chart: ClusterChart, props: object): Manifest {
    if (!this.enabled) return renderChart(new chart.Chart(new App(), chart.id, props));
    return joinManifests(
      chart.id,
      sliceChart(chart.id, props).map((slice) => this.renderOnce(chart, slice)),
    );
  }

  /** The config of a node as YAML. The emitter quotes for YAML 1.1, which k3s reads. */
  emitNode(config: object): string {
    const key = keyOfNode(config);
    const known = this.kept?.get(key);
    if (known !== undefined) return known.content;
    const content = emitYaml(config);
    this.kept?.set(key, { content, images: [], objectCount: 0 });
    return content;
  }

  private renderOnce(chart: ClusterChart, slice: ChartSlice): Manifest {
    const { key } = slice;
    const known = this.knownOf(chart);
    const manifest = known.get(key) ?? this.recallSlice(chart, slice) ?? this.renderSlice(chart, slice);
    // The one used last is dropped last.
    known.delete(key);
    known.set(key, manifest);
    if (known.size > MAX_KEPT) known.delete(known.keys().next().value as string);
    return manifest;
  }

  /** Its objects are rendered when they are read, which only a patch does. */
  private recallSlice(chart: ClusterChart, slice: ChartSlice): Manifest | undefined {
    const kept = this.kept?.get(slice.key);
    if (kept === undefined) return undefined;
    const render = () => renderChart(createSlice(slice, chart.Chart)).objects;
    return {
      file: `${chart.id}.k8s.yaml`,
      ...kept,
      get objects() {
        return render();
      },
    };
  }

  private renderSlice(chart: ClusterChart, slice: ChartSlice): Manifest {
    const manifest = renderChart(createSlice(slice, chart.Chart));
    const { content, images, objectCount } = manifest;
    this.kept?.set(slice.key, { content, images, objectCount });
    return manifest;
  }

  private knownOf(chart: ClusterChart): Map<string, Manifest> {
    const known = this.manifests.get(chart) ?? new Map<string, Manifest>();
    this.manifests.set(chart, known);
    return known;
  }
}

function joinManifests(id: string, slices: readonly Manifest[]): Manifest {
  const [first] = slices;
  if (first !== undefined && slices.length === 1) return first;
  return {
    ...joinTexts(id, slices),
    get objects() {
      return slices.flatMap(({ objects }) => objects);
    },
  };
}
