import { VERSIONS } from '../../src/versions';
import type { LabelProps, Labels } from '../labels';
import { labels, selectorLabels } from '../labels';

/** The namespace that upstream installs into. */
export const METALLB_NAMESPACE = 'metallb-system';

/** The parts of MetalLB that run as pods of their own. Also the names of their workloads, roles and accounts. */
export type MetalLbComponent = 'controller' | 'speaker';

/**
 * Names that MetalLB's programs know each other and their own objects by. The webhook configurations' are compiled
 * in; the others could be changed by flags, and are upstream's so that its documentation holds here too.
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

/** Labels of what an install is made of. */
export function installLabels(component: MetalLbComponent): Labels {
  return labels({ ...identity(component), version: VERSIONS.metallb });
}

/** Labels of what configures MetalLB, whichever version that is. */
export function configLabels(): Labels {
  return labels(identity());
}

/** Labels that find a component's pods. */
export function podSelector(component: MetalLbComponent): Labels {
  return selectorLabels(identity(component));
}
