import type { k8s } from 'cdk8s-plus-27';
import { READ, rule } from './access';
import { NAMES } from './identity';
import type { MetalLbSettings } from './metallb-props';
import { CHECK_READERS } from './metrics';

/**
 * Permissions of the controller in its own namespace: it reads the configuration, writes the webhook's certificate to its
 * Secret, and creates the key with which the speakers authenticate each other.
 */
export function controllerNamespaceRules({ speaker }: MetalLbSettings): k8s.PolicyRule[] {
  const memberlistKey = [
    rule('', ['secrets'], ['create']),
    rule('apps', ['deployments'], ['get'], ['controller']),
  ];
  return [
    rule('', ['pods'], ['get']),
    rule('', ['secrets'], READ),
    rule('', ['secrets'], ['update'], [NAMES.webhookSecret]),
    ...(speaker.memberlist ? memberlistKey : []),
    rule('metallb.io', ['ipaddresspools', 'communities'], READ),
    rule('metallb.io', ['bgppeers', 'bgpadvertisements', 'l2advertisements'], ['list']),
    rule('metallb.io', ['ipaddresspools/status'], ['update']),
    rule('metallb.io', ['configurationstates'], ['create', 'patch']),
    rule('metallb.io', ['configurationstates/status'], ['patch']),
  ];
}

/**
 * Permissions of the controller in the cluster: it assigns addresses to the Services of all namespaces, and writes the
 * webhook's certificate to the webhook configuration and the CRDs.
 */
export function controllerClusterRules({ metrics }: MetalLbSettings): k8s.PolicyRule[] {
  const webhooks = ['validatingwebhookconfigurations'];
  const crds = ['customresourcedefinitions'];
  return [
    rule('', ['services', 'namespaces'], READ),
    rule('', ['services/status'], ['update']),
    rule('', ['nodes'], ['list']),
    rule('', ['events'], ['create', 'patch']),
    rule('metallb.io', ['configurationstates'], READ),
    rule('admissionregistration.k8s.io', webhooks, READ),
    rule('admissionregistration.k8s.io', webhooks, ['update'], [NAMES.webhookConfiguration]),
    rule('apiextensions.k8s.io', crds, READ),
    rule('apiextensions.k8s.io', crds, ['update'], [NAMES.bgpPeersCrd]),
    ...(metrics ? CHECK_READERS : []),
  ];
}
