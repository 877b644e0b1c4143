import { VERSIONS } from '../../src/versions';
import type { LabelProps, Labels } from '../labels';
import { labels, selectorLabels } from '../labels';
import type { WorkloadIdentity } from './workload';

/** The namespace of upstream's manifests. */
export const METALLB_NAMESPACE = 'metallb-system';

/** The workloads of MetalLB. Each one's ServiceAccount and roles have its name. */
export type MetalLbComponent = 'controller' | 'speaker';

/**
 * Names of the objects that MetalLB's binaries refer to. The name of the webhook configuration is compiled in. Flags can
 * change the others; they are upstream's, so that its documentation applies.
 */
export const NAMES = {
  webhookConfiguration: 'metallb-webhook-configuration',
  webhookService: 'metallb-webhook-service',
  webhookSecret: 'metallb-webhook-cert',
  memberlistSecret: 'memberlist',
  memberlistConfig: 'metallb-memberlist-config',
  excludedInterfaces: 'metallb-excludel2',
  bgpPeersCrd: 'bgppeers.metallb.io',
} as const;

function identity(component?: MetalLbComponent): LabelProps {
  return { name: 'metallb', ...(component && { component }) };
}

/** The identity of a workload; its objects have the component's name. */
export function identifyWorkload(component: MetalLbComponent, namespace: string): WorkloadIdentity {
  return { name: component, namespace, labels: installLabels(component), selector: podSelector(component) };
}

/** Labels of the objects of an installation. */
export function installLabels(component: MetalLbComponent): Labels {
  return labels({ ...identity(component), version: VERSIONS.metallb });
}

/** Labels of MetalLB's configuration, which has no version. */
export function configLabels(): Labels {
  return labels(identity());
}

/** Labels that select the pods of a component. */
export function podSelector(component: MetalLbComponent): Labels {
  return selectorLabels(identity(component));
}
