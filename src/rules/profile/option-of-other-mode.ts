import type { NetworkPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** Where the pods of a component run, and what they use. */
const SCHEDULING_OPTIONS = [
  ...['nodeSelector', 'tolerations', 'priorityClassName', 'resources'],
  ...['affinity', 'topologySpreadConstraints'],
];

const TRAEFIK_OPTIONS = [
  ...SCHEDULING_OPTIONS,
  'kind',
  'replicas',
  'loadBalancerIPs',
  'ipAddressPool',
  'allowSharedIp',
  'externalTrafficPolicy',
  'httpsRedirect',
  'defaultCertificate',
  'tlsMinVersion',
  'certificateResolvers',
  'persistence',
  'web',
  'websecure',
  'accessLogFormat',
  'accessLogFields',
  'allowExternalNameServices',
  'insecureSkipVerify',
  'plugins',
  'localPlugins',
  'service',
  'hostNetwork',
  'ingressClassName',
  'entryPoints',
  'accessLog',
  'metrics',
  'logLevel',
  'dashboard',
  'trustedIPs',
  'allowCrossNamespace',
  'providers',
  'defaultIngressClass',
  'extraArguments',
  'envSecrets',
];

const COREDNS_OPTIONS = [
  ...SCHEDULING_OPTIONS,
  'replicas',
  'upstream',
  'forward',
  'hosts',
  'template',
  'rewrite',
  'log',
  'cache',
  'snippets',
];

export const optionOfOtherMode: NetworkRule = {
  id: 'option-of-other-mode',
  severity: 'warning',
  title: 'Option that the component ignores in its mode',
  why:
    'k3s allows extending its packaged CoreDNS, not rebuilding it, so some options need mode: standalone. A component ' +
    'with mode: none has no options.',
  fix: 'Remove the option, or choose the mode that supports it.',
  check(plan, report, source) {
    for (const { part, options, reason, hint } of findUntaken(plan)) {
      for (const option of options) {
        const path = pathOf(part, option);
        if (!source.states(path)) continue;
        report({ path, message: `it has no effect: ${reason}.`, hint });
      }
    }
  },
};

interface Untaken {
  readonly part: object;
  readonly options: readonly string[];
  readonly reason: string;
  readonly hint: string;
}

function unusedImage(images: object, options: readonly string[], reason: string): Untaken {
  return { part: images, options, reason, hint: 'Remove it.' };
}

function findUntaken({ coredns, traefik, serviceLb, images, metallb }: NetworkPlan): readonly Untaken[] {
  const off = 'Remove it, or choose another mode.';
  const isFrr = metallb?.bgpBackend === 'frr-k8s';
  const found: Untaken[] = [
    ...(traefik.mode === 'standalone'
      ? []
      : [unusedImage(images, ['traefik'], 'traefik.mode is not standalone')]),
    ...(coredns.mode === 'standalone'
      ? []
      : [unusedImage(images, ['coredns'], 'coredns.mode is not standalone')]),
    ...(metallb ? [] : [unusedImage(images, ['controller', 'speaker'], 'there is no metallb block')]),
    ...(isFrr ? [] : [unusedImage(images, ['frrK8s', 'frr'], 'metallb.bgpBackend is not frr-k8s')]),
  ];
  if (coredns.mode === 'none') {
    found.push({ part: coredns, options: COREDNS_OPTIONS, reason: 'coredns.mode is none', hint: off });
  }
  if (coredns.mode === 'packaged') {
    found.push({
      part: coredns,
      options: ['replicas', 'cache', ...SCHEDULING_OPTIONS],
      reason: 'the packaged CoreDNS gets it from k3s',
      hint: 'Remove it, or write mode: standalone.',
    });
  }
  if (traefik.mode === 'none') {
    found.push({ part: traefik, options: TRAEFIK_OPTIONS, reason: 'traefik.mode is none', hint: off });
  } else if (traefik.kind === 'DaemonSet') {
    found.push({
      part: traefik,
      options: ['replicas', 'topologySpreadConstraints'],
      reason: 'a DaemonSet has one pod on every node',
      hint: 'Remove it, or write kind: Deployment.',
    });
  }
  if (!serviceLb.enabled) {
    found.push({
      part: serviceLb,
      options: ['nodes', 'pools', 'tolerations'],
      reason: 'ServiceLB is off',
      hint: 'Remove it, or enable ServiceLB.',
    });
  }
  return found;
}
