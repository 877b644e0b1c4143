import { App, Chart } from 'cdk8s';
import type { NetworkPlan } from '../network';
import { chartId } from '../charts/cluster-charts';
import { CLUSTER_CHARTS } from '../charts/registry';
import { emitYaml } from './emit-yaml';

/** One file of manifests. */
export interface Manifest {
  /** `netstack-30-metallb.k8s.yaml` */
  readonly file: string;
  readonly content: string;
  /** The same, as objects, in the file's order. */
  readonly objects: readonly KubernetesObject[];
}

/** What every Kubernetes object has. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** Everything that gets applied to the cluster, in the order in which it is applied. One cdk8s App a cluster. */
export function manifestsOf(plan: NetworkPlan): readonly Manifest[] {
  const app = new App();
  return CLUSTER_CHARTS.filter((definition) => definition.applies(plan)).map((definition) => {
    const chart = new Chart(app, chartId(definition), { disableResourceNameHashes: true });
    definition.build(chart, plan);
    const objects = chart.toJson() as KubernetesObject[];
    return { file: `${chartId(definition)}.k8s.yaml`, content: objects.map(emitYaml).join('---\n'), objects };
  });
}
