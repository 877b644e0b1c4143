import type { k8s } from 'cdk8s-plus-27';
import { READ, rule } from './access';
import type { MetalLbSettings } from './metallb-props';
import { CHECK_READERS } from './metrics';

/** Permissions of the speakers in their namespace: they read the configuration, find each other and write statuses. */
export function speakerNamespaceRules({ bgpBackend }: MetalLbSettings): k8s.PolicyRule[] {
  const write = ['create', 'patch', 'delete'];
  return [
    rule('', ['pods'], ['get', 'list']),
    // Passwords of BGP sessions, and settings of FRR.
    rule('', ['secrets', 'configmaps'], READ),
    rule(
      'metallb.io',
      [
        'ipaddresspools',
        'l2advertisements',
        'bgpadvertisements',
        'bgppeers',
        'bfdprofiles',
        'communities',
        'servicebgpstatuses',
      ],
      READ,
    ),
    rule('metallb.io', ['servicel2statuses', 'servicebgpstatuses'], write),
    rule('metallb.io', ['configurationstates'], ['create', 'patch']),
    rule(
      'metallb.io',
      ['servicel2statuses/status', 'servicebgpstatuses/status', 'configurationstates/status'],
      ['patch'],
    ),
    ...(bgpBackend === 'frr-k8s'
      ? [rule('frrk8s.metallb.io', ['frrconfigurations'], ['create', 'update', 'delete'])]
      : []),
  ];
}

/** Permissions of the speakers in the cluster: they read Services, their endpoints and nodes. */
export function speakerClusterRules({ bgpBackend, metrics }: MetalLbSettings): k8s.PolicyRule[] {
  return [
    rule('', ['services', 'nodes', 'namespaces'], READ),
    rule('discovery.k8s.io', ['endpointslices'], READ),
    rule('', ['events'], ['create', 'patch']),
    rule('metallb.io', ['servicel2statuses', 'configurationstates'], READ),
    ...(bgpBackend === 'frr-k8s' ? [rule('frrk8s.metallb.io', ['frrconfigurations'], READ)] : []),
    ...(metrics ? CHECK_READERS : []),
  ];
}
