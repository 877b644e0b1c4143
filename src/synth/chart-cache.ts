import type { ChartProps, ClusterChart } from '../../charts/cluster-chart';
import type { Manifest } from './render-chart';
import { renderChart } from './render-chart';

/** Different props of one chart that are remembered; what differs from cluster to cluster is not worth keeping. */
const MAX_REMEMBERED = 64;

/**
 * Manifests by what decides them. Most of a cluster is the same in every cluster: CRDs, programs, namespaces.
 * `NETSTACK_CACHE=off` renders everything anew.
 */
export class ChartCache {
  private readonly manifests = new Map<ClusterChart, Map<string, Manifest>>();

  constructor(private readonly enabled = process.env.NETSTACK_CACHE !== 'off') {}

  manifestOf(definition: ClusterChart, props: ChartProps): Manifest {
    if (!this.enabled) return renderChart(definition, props);
    const parts = definition.apart?.(props) ?? [props];
    return parts.map((part) => this.remembered(definition, part)).reduce(joined);
  }

  private remembered(definition: ClusterChart, props: ChartProps): Manifest {
    const known = this.knownOf(definition);
    const key = JSON.stringify(props);
    const manifest = known.get(key) ?? renderChart(definition, props);
    // The one used last is dropped last.
    known.delete(key);
    known.set(key, manifest);
    if (known.size > MAX_REMEMBERED) known.delete(known.keys().next().value as string);
    return manifest;
  }

  private knownOf(definition: ClusterChart): Map<string, Manifest> {
    const known = this.manifests.get(definition) ?? new Map<string, Manifest>();
    this.manifests.set(definition, known);
    return known;
  }
}

function joined({ file, content, objects, images }: Manifest, next: Manifest): Manifest {
  return {
    file,
    content: `${content}---\n${next.content}`,
    objects: [...objects, ...next.objects],
    images: [...images, ...next.images],
  };
}
