import { isSelected } from '../labels';
import type { LabelMap } from '../labels';
import type { NetworkPlan, PodSelector } from '../model';

/** Labels of pods whose values are not in the plan: versions, and the revision of a Deployment. */
const UNKNOWN: ReadonlySet<string> = new Set([
  'app.kubernetes.io/version',
  'helm.sh/chart',
  'pod-template-hash',
  'controller-revision-hash',
]);

/** Whether a selector selects the pods that have it, as all of one workload have the same labels. */
export function selectsOwnPods(selector: PodSelector | undefined, labels: LabelMap): boolean {
  return selector === undefined || isSelected([selector], labels, UNKNOWN);
}

/** Labels of pods that k3s-netstack installs. */
export function labelPods(name: string, instance = name, component?: string): LabelMap {
  return new Map([
    ['app.kubernetes.io/name', name],
    ['app.kubernetes.io/instance', instance],
    ...(component === undefined ? [] : ([['app.kubernetes.io/component', component]] as const)),
    ['app.kubernetes.io/part-of', 'k3s-netstack'],
    ['app.kubernetes.io/managed-by', 'k3s-netstack'],
  ]);
}

/** Labels of Traefik's pods; those of the packaged one are the chart's. */
export function labelTraefikPods({ traefik }: NetworkPlan): LabelMap {
  if (traefik.mode === 'standalone') return labelPods('traefik');
  const values = traefik.values as { readonly deployment?: { readonly podLabels?: object } } | undefined;
  return new Map([
    ['app.kubernetes.io/name', 'traefik'],
    ['app.kubernetes.io/instance', 'traefik-kube-system'],
    ['app.kubernetes.io/managed-by', 'Helm'],
    ...Object.entries(values?.deployment?.podLabels ?? {}).map(
      ([key, value]) => [key, String(value)] as const,
    ),
  ]);
}
