import { VERSIONS } from '../../../src/versions';
import type { LabelProps, Labels } from '../../labels';
import { labels, selectorLabels } from '../../labels';

/** The parts of frr-k8s that run as pods of their own. */
export type FrrK8sComponent = 'daemon' | 'statuscleaner';

/** Names that frr-k8s' programs look for, and names of what belongs to them. */
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

/** It is a part of the MetalLB that it came with. */
function identity(component: FrrK8sComponent): LabelProps {
  return { name: 'frr-k8s', instance: 'metallb', component };
}

/** Labels of what an install is made of. */
export function frrK8sLabels(component: FrrK8sComponent): Labels {
  return labels({ ...identity(component), version: VERSIONS.frrK8s });
}

/** Labels that find a component's pods. */
export function frrK8sSelector(component: FrrK8sComponent): Labels {
  return selectorLabels(identity(component));
}
