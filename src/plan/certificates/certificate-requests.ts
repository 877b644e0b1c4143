import type { ProfilePath } from '../../diagnostics/profile-path';
import { pathOf } from '../../diagnostics/profile-path';
import { memoize } from '../../evaluation/memoize';
import type { CertificateResolverPlan, NetworkPlan, SamplePlan, TraefikPlan } from '../model';
import { listSampleHosts } from '../services';

/** A name that a certificate is for, and its path. */
export interface CertifiedName {
  readonly name: string;
  readonly path: ProfilePath;
}

/** The certificates that a resolver requests for one owner. */
export interface CertificateRequest {
  /** The name of the resolver, and its path. */
  readonly resolver: string;
  readonly path: ProfilePath;
  readonly names: readonly CertifiedName[];
}

/** The certificates that Traefik requests by ACME: of entryPoints with domains, of samples and of the dashboard. */
export const listCertificateRequests = memoize((plan: NetworkPlan): readonly CertificateRequest[] => {
  const { traefik } = plan;
  if (traefik.mode === 'none') return [];
  return [
    ...listDomainRequests(traefik),
    ...plan.samples.flatMap((sample) => listSampleRequests(traefik, sample)),
    ...listDashboardRequests(traefik),
  ];
});

/** The resolver of that name; undefined where the profile has none. */
export function findResolver({ traefik }: NetworkPlan, name: string): CertificateResolverPlan | undefined {
  return traefik.certificateResolvers.find((resolver) => resolver.name === name);
}

/** Whether a certificate for `name` is valid for the host: the name itself, or `*.` and the host's domain. */
export function coversHost(name: string, host: string): boolean {
  if (!name.startsWith('*.')) return name === host;
  const dot = host.indexOf('.');
  return dot > 0 && host.slice(dot + 1) === name.slice(2);
}

function listDomainRequests({ websecure }: TraefikPlan): readonly CertificateRequest[] {
  const { certResolver, domains } = websecure.tls;
  if (certResolver === undefined) return [];
  const path = pathOf(websecure.tls, 'certResolver');
  if (domains.length === 0) return [{ resolver: certResolver, path, names: [] }];
  return domains.map((domain) => ({
    ...{ resolver: certResolver, path },
    names: [
      { name: domain.main, path: pathOf(domain, 'main') },
      ...domain.sans.map((name, index) => ({ name, path: pathOf(domain, 'sans', index) })),
    ],
  }));
}

/** A route without a resolver uses that of websecure, which requests a certificate per host unless it has domains. */
function listSampleRequests(traefik: TraefikPlan, sample: SamplePlan): readonly CertificateRequest[] {
  const { ingress, ingressRoute } = sample;
  return [ingress, ingressRoute].flatMap((route) => {
    if (route === undefined) return [];
    const names = namesOf(sample, route);
    if (route.certResolver !== undefined) {
      return [{ resolver: route.certResolver, path: pathOf(route, 'certResolver'), names }];
    }
    return usesDefaultResolver(route) ? defaultRequest(traefik, names) : [];
  });
}

function namesOf(sample: SamplePlan, route: object): readonly CertifiedName[] {
  const key = route === sample.ingress ? 'ingress' : 'ingressRoute';
  return listSampleHosts(sample)
    .filter(({ path }) => path.includes(key))
    .map(({ host, path }) => ({ name: host, path }));
}

type SampleTlsRoute = NonNullable<SamplePlan['ingress'] | SamplePlan['ingressRoute']>;

function usesDefaultResolver(route: SampleTlsRoute): boolean {
  return 'match' in route
    ? route.tls && route.entryPoints.includes('websecure')
    : route.tlsSecret === undefined;
}

function listDashboardRequests(traefik: TraefikPlan): readonly CertificateRequest[] {
  const { dashboard } = traefik;
  if (dashboard === undefined) return [];
  return defaultRequest(traefik, [{ name: dashboard.host, path: pathOf(dashboard, 'host') }]);
}

function defaultRequest({ websecure }: TraefikPlan, names: readonly CertifiedName[]): CertificateRequest[] {
  const { certResolver, domains } = websecure.tls;
  if (certResolver === undefined || domains.length > 0 || names.length === 0) return [];
  return [{ resolver: certResolver, path: pathOf(websecure.tls, 'certResolver'), names }];
}
