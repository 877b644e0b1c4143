import { VERSIONS } from '../../../src/versions';
import type { LabelProps, Labels } from '../../labels';
import { labels, selectorLabels } from '../../labels';
import type { WorkloadIdentity } from '../workload';

/** The workloads of frr-k8s. */
export type FrrK8sComponent = 'daemon' | 'statuscleaner';

/** Names of the objects that frr-k8s' binaries refer to, and of those that belong to them. */
export const FRR_K8S_NAMES = {
  daemon: 'frr-k8s-daemon',
  statuscleaner: 'frr-k8s-statuscleaner',
  startup: 'frr-k8s-frr-startup',
  webhookConfiguration: 'frr-k8s-validating-webhook-configuration',
  webhookService: 'frr-k8s-webhook-service',
  webhookSecret: 'frr-k8s-webhook-server-cert',
  metricsService: 'frr-k8s-metrics-service',
  metricsReader: 'frr-k8s-metrics-reader',
} as const;

/** frr-k8s belongs to the MetalLB that it is installed with. */
function identity(component: FrrK8sComponent): LabelProps {
  return { name: 'frr-k8s', instance: 'metallb', component };
}

/** The identity of a workload. */
export function identifyFrrK8s(component: FrrK8sComponent, namespace: string): WorkloadIdentity {
  return {
    name: FRR_K8S_NAMES[component],
    namespace,
    labels: frrK8sLabels(component),
    selector: frrK8sSelector(component),
  };
}

/** Labels of the objects of an installation. */
export function frrK8sLabels(component: FrrK8sComponent): Labels {
  return labels({ ...identity(component), version: VERSIONS.frrK8s });
}

/** Labels that select the pods of a component. */
export function frrK8sSelector(component: FrrK8sComponent): Labels {
  return selectorLabels(identity(component));
}
