import type { NetworkPlan } from '../../../plan';
import { listPodNamespaces } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import { passIf } from '../../finding';
import { formatKubectl } from '../../objects/format-kubectl';

/** A reference of the profile to a Secret. */
interface Reference {
  readonly name: string;
  readonly namespace: string;
  /** The subcommand of `kubectl create secret`. */
  readonly type: 'tls' | 'generic';
  /** What uses it. */
  readonly use: string;
}

/** The Secrets that the profile refers to. Their data is not read into a finding. */
export const secretsExist: ClusterCheck = {
  id: 'secrets-exist',
  scope: 'cluster',
  title: 'the Secrets that the profile refers to exist',
  why: 'The manifests do not contain Secrets. Without its Secret a host has a self-signed certificate, a dashboard is not served, a BGP session has no password, and an image of a private registry cannot be pulled.',
  applies: (plan) => listReferences(plan).length > 0,
  async *observe({ plan, cluster }: VerifyContext) {
    for (const { name, namespace, type, use } of listReferences(plan)) {
      // Read one by one: the user may lack the permission to list all Secrets.
      const path = `/api/v1/namespaces/${namespace}/secrets/${name}`;
      const exists = (await cluster.get<object>(path)) !== undefined;
      yield passIf(exists, {
        subject: `Secret ${namespace}/${name}`,
        found: exists ? 'exists' : 'no such Secret',
        planned: `exists: ${use}`,
        components: [`${namespace}/${name}`],
        next: `create the Secret: ${formatKubectl('-n', namespace, 'create', 'secret', type, name)} ...`,
      });
    }
  },
};

function listReferences(plan: NetworkPlan): readonly Reference[] {
  const { traefik, samples, metallb } = plan;
  const { namespace, defaultCertificate, dashboard, mode, certificateResolvers, envSecrets } = traefik;
  const own = [
    ...(defaultCertificate === undefined
      ? []
      : [{ name: defaultCertificate, type: 'tls' as const, use: "Traefik's default certificate" }]),
    ...(dashboard === undefined
      ? []
      : [{ name: dashboard.authSecret, type: 'generic' as const, use: "users of Traefik's dashboard" }]),
    ...certificateResolvers.flatMap(({ name, dnsChallenge }) =>
      dnsChallenge?.envSecret === undefined
        ? []
        : [
            {
              name: dnsChallenge.envSecret,
              type: 'generic' as const,
              use: `DNS credentials of certificate resolver ${name}`,
            },
          ],
    ),
    ...envSecrets.map((name) => ({
      name,
      type: 'generic' as const,
      use: "environment variables of Traefik's arguments",
    })),
  ];
  return [
    ...(mode === 'none' ? [] : own.map((one) => ({ ...one, namespace }))),
    ...samples.flatMap(({ namespace: ofSample, ingress }) =>
      ingress?.tlsSecret === undefined
        ? []
        : [
            {
              name: ingress.tlsSecret,
              namespace: ofSample,
              type: 'tls' as const,
              use: `certificate of ${ingress.host}`,
            },
          ],
    ),
    ...(metallb?.bgpPeers ?? []).flatMap(({ name, passwordSecret }) =>
      passwordSecret === undefined
        ? []
        : [
            {
              name: passwordSecret,
              namespace: 'metallb-system',
              type: 'generic' as const,
              use: `password of the BGP peer ${name}`,
            },
          ],
    ),
    ...listRegistryReferences(plan),
  ];
}

function listRegistryReferences(plan: NetworkPlan): readonly Reference[] {
  return plan.imagePullSecrets.flatMap((name) =>
    listPodNamespaces(plan).map((namespace) => ({
      ...{ name, namespace },
      type: 'generic' as const,
      use: 'passwords of registries',
    })),
  );
}
