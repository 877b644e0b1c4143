import { ApiObject, App, Chart, DependencyGraph } from 'cdk8s';
import type { ChartProps, ClusterChart } from '../../charts/cluster-chart';
import { chartId } from '../../charts/cluster-chart';
import { emitYaml } from './emit-yaml';
import { imagesOf } from './images';
import type { KubernetesObject } from '../kubernetes/kubernetes-object';

/** One file of manifests. */
export interface Manifest {
  /** `netstack-30-metallb.k8s.yaml` */
  readonly file: string;
  readonly content: string;
  /** The same as objects, in the file's order. */
  readonly objects: readonly KubernetesObject[];
  /** What they run, once each. */
  readonly images: readonly string[];
}

/** Renders a chart from its props. An App of its own: charts do not depend on each other. */
export function renderChart(definition: ClusterChart, props: ChartProps): Manifest {
  const chart = new Chart(new App(), chartId(definition), { disableResourceNameHashes: true });
  definition.build(chart, props);
  const objects = objectsOf(chart).map((object) => object.toJson() as KubernetesObject);
  return {
    file: `${chartId(definition)}.k8s.yaml`,
    content: objects.map(emitYaml).join('---\n'),
    objects,
    images: imagesOf(objects),
  };
}

/** In the order of cdk8s. */
function objectsOf(chart: Chart): readonly ApiObject[] {
  const constructs = new DependencyGraph(chart.node).topology();
  return constructs.filter((one): one is ApiObject => ApiObject.isApiObject(one));
}
