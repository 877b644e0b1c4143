import type { NetworkPlan } from '../model';

/** A Secret that the profile refers to by name. */
export interface SecretRequest {
  readonly namespace: string;
  readonly name: string;
  readonly kind: 'certificate' | 'users' | 'bgp-password' | 'environment' | 'registry';
  /** Host names of a certificate. */
  readonly hosts: readonly string[];
}

/** Namespace of MetalLB, and of the passwords of its BGP sessions. */
export const METALLB_NAMESPACE = 'metallb-system';

/** Every Secret that the profile names, once. */
export function secretRequests(plan: NetworkPlan): readonly SecretRequest[] {
  return [
    ...traefikSecrets(plan),
    ...sampleSecrets(plan),
    ...bgpSecrets(plan),
    ...registrySecrets(plan),
  ].filter(
    ({ namespace, name }, index, all) =>
      all.findIndex((other) => other.namespace === namespace && other.name === name) === index,
  );
}

function traefikSecrets({ traefik, samples }: NetworkPlan): SecretRequest[] {
  const { mode, namespace, defaultCertificate, dashboard, certificateResolvers, envSecrets } = traefik;
  if (mode === 'none') return [];
  const hosts = samples.flatMap(({ ingress, httpRoute }) => ingress?.host ?? httpRoute?.host ?? []);
  return [
    ...(defaultCertificate === undefined
      ? []
      : [{ namespace, name: defaultCertificate, kind: 'certificate' as const, hosts }]),
    ...(dashboard === undefined
      ? []
      : [{ namespace, name: dashboard.authSecret, kind: 'users' as const, hosts: [] }]),
    ...certificateResolvers.flatMap(({ dnsChallenge }) =>
      dnsChallenge?.envSecret === undefined
        ? []
        : [{ namespace, name: dnsChallenge.envSecret, kind: 'environment' as const, hosts: [] }],
    ),
    ...envSecrets.map((name) => ({ namespace, name, kind: 'environment' as const, hosts: [] })),
  ];
}

/** Ingresses of one host and namespace share their Secret. */
function sampleSecrets({ samples }: NetworkPlan): SecretRequest[] {
  const references = samples.flatMap(({ namespace, ingress, ingressRouteTCP }) => [
    ...(ingress?.tlsSecret === undefined ? [] : [{ namespace, name: ingress.tlsSecret, host: ingress.host }]),
    ...(ingressRouteTCP?.passthroughSecret === undefined
      ? []
      : [{ namespace, name: ingressRouteTCP.passthroughSecret, host: ingressRouteTCP.hostSNI }]),
  ]);
  return references.map(({ namespace, name }) => {
    const sharing = references.filter((one) => one.namespace === namespace && one.name === name);
    return {
      namespace,
      name,
      kind: 'certificate',
      hosts: [...new Set(sharing.map(({ host }) => host))].filter((host) => host !== '*'),
    };
  });
}

function bgpSecrets({ metallb }: NetworkPlan): SecretRequest[] {
  return (metallb?.bgpPeers ?? []).flatMap(({ passwordSecret: name }) =>
    name === undefined ? [] : [{ namespace: METALLB_NAMESPACE, name, kind: 'bgp-password', hosts: [] }],
  );
}

function registrySecrets(plan: NetworkPlan): SecretRequest[] {
  return plan.imagePullSecrets.flatMap((name) =>
    listPodNamespaces(plan).map((namespace) => ({ namespace, name, kind: 'registry' as const, hosts: [] })),
  );
}

/** The namespaces of the pods that are installed, which are those whose images come from `imageRegistry` and `images`. */
export function listPodNamespaces({ traefik, coredns, metallb, samples }: NetworkPlan): readonly string[] {
  const all = [
    ...(coredns.mode === 'standalone' ? ['kube-system'] : []),
    ...(traefik.mode === 'standalone' ? [traefik.namespace] : []),
    ...(metallb === undefined ? [] : [METALLB_NAMESPACE]),
    ...samples.map(({ namespace }) => namespace),
  ];
  return [...new Set(all)];
}
