import type { NetworkPlan } from '../../../plan';
import type { ClusterCheck, Verification } from '../../check';
import { compared } from '../../finding';

/** A Secret that the profile names. */
interface Reference {
  readonly name: string;
  readonly namespace: string;
  /** Who needs it, and what it gets without. */
  readonly use: string;
}

/** Secrets that the profile refers to. What is in them is not looked at. */
export const secretsExist: ClusterCheck = {
  id: 'secrets-exist',
  scope: 'cluster',
  title: 'the Secrets that the profile names are there',
  why: 'They are in no manifest of ours. Without its Secret a host is served with a certificate that nobody believes, a dashboard not at all, and a BGP session without its password.',
  applies: (plan) => referencesOf(plan).length > 0,
  async *look({ plan, cluster }: Verification) {
    for (const { name, namespace, use } of referencesOf(plan)) {
      // One by one: not everybody may list all Secrets, and nobody should without need.
      const path = `/api/v1/namespaces/${namespace}/secrets/${name}`;
      const there = (await cluster.get<object>(path)) !== undefined;
      yield compared(there, {
        looked: `Secret ${namespace}/${name}`,
        found: there ? 'it is there' : 'no such Secret',
        planned: use,
        next: `make the Secret ${name} in ${namespace} (kubectl -n ${namespace} create secret ...)`,
      });
    }
  },
};

function referencesOf({ traefik, samples, metallb }: NetworkPlan): readonly Reference[] {
  const { namespace, defaultCertificate, dashboard, mode } = traefik;
  const own = [
    ...(defaultCertificate === undefined
      ? []
      : [{ name: defaultCertificate, use: "Traefik's default certificate" }]),
    ...(dashboard === undefined ? [] : [{ name: dashboard.authSecret, use: "users of Traefik's dashboard" }]),
  ];
  return [
    ...(mode === 'none' ? [] : own.map((one) => ({ ...one, namespace }))),
    ...samples.flatMap(({ namespace: place, ingress }) =>
      ingress?.tlsSecret === undefined
        ? []
        : [{ name: ingress.tlsSecret, namespace: place, use: `certificate of ${ingress.host}` }],
    ),
    ...(metallb?.bgpPeers ?? []).flatMap(({ name, passwordSecret }) =>
      passwordSecret === undefined
        ? []
        : [{ name: passwordSecret, namespace: 'metallb-system', use: `password of the BGP peer ${name}` }],
    ),
  ];
}
