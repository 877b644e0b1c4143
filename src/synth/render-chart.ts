import type { Chart } from 'cdk8s';
import { ApiObject, DependencyGraph } from 'cdk8s';
import { emitYaml } from './emit-yaml';
import { collectImages } from './images';
import type { KubernetesObject } from '../kubernetes/kubernetes-object';

/** One file of manifests. */
export interface Manifest {
  /** `netstack-30-metallb.k8s.yaml` */
  readonly file: string;
  readonly content: string;
  /** The same as objects, in the file's order. */
  readonly objects: readonly KubernetesObject[];
  /** The images that they run, once each. */
  readonly images: readonly string[];
  readonly objectCount: number;
}

/** Renders the objects of a chart as cdk8s does. */
export function renderChart(chart: Chart): Manifest {
  const objects = objectsOf(chart).map((object) => object.toJson() as KubernetesObject);
  return {
    file: `${chart.node.id}.k8s.yaml`,
    content: objects.map(emitYaml).join('---\n'),
    objects,
    images: collectImages(objects),
    objectCount: objects.length,
  };
}

/** In the order of cdk8s: that of creation, where no construct depends on another. */
function objectsOf(chart: Chart): readonly ApiObject[] {
  const created = chart.node.findAll();
  const isOrdered = created.every(({ node }) => node.dependencies.length === 0);
  const constructs = isOrdered ? created : new DependencyGraph(chart.node).topology();
  return constructs.filter((one): one is ApiObject => ApiObject.isApiObject(one));
}
