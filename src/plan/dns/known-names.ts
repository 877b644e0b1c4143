import type { ProfileSource } from '../../diagnostics';
import type { ProfilePath } from '../../diagnostics/profile-path';
import { pathOf } from '../../diagnostics/profile-path';
import type { NetworkPlan } from '../model';
import { memoize } from '../../evaluation/memoize';
import { listSampleHosts } from '../services';

/** A name that the profile uses for something outside of the cluster's own DNS. */
export interface KnownName {
  readonly name: string;
  /** As a message names it: `the registration address`. */
  readonly title: string;
  readonly path: ProfilePath;
  /** Whether Traefik is behind it. */
  readonly traefik: boolean;
}

/** Host names of the API server and of what Traefik serves, in that order. */
export const knownNames = memoize((plan: NetworkPlan): readonly KnownName[] => [
  ...apiNames(plan),
  ...dashboardName(plan),
  ...sampleNames(plan),
]);

function apiNames(plan: NetworkPlan): KnownName[] {
  const { registration, tlsSan } = plan;
  const joined = {
    name: registration.address,
    title: 'the registration address',
    path: pathOf(registration),
  };
  return [
    ...(registration.fixed ? [joined] : []),
    ...tlsSan.map((name, index) => ({
      name,
      title: 'a name of the API server',
      path: pathOf(plan, 'tlsSan', index),
    })),
  ]
    .filter(({ name }) => isName(name))
    .map((one) => ({ ...one, traefik: false }));
}

function dashboardName({ traefik }: NetworkPlan): KnownName[] {
  const { dashboard } = traefik;
  if (traefik.mode === 'none' || dashboard === undefined) return [];
  return [
    { name: dashboard.host, title: "Traefik's dashboard", path: pathOf(dashboard, 'host'), traefik: true },
  ];
}

function sampleNames({ samples }: NetworkPlan): KnownName[] {
  return samples.flatMap((sample) =>
    listSampleHosts(sample).map(({ host, path }) => ({
      ...{ name: host, title: `the host of sample "${sample.name}"` },
      ...{ path, traefik: true },
    })),
  );
}

/** Whether it is a host name of its own, and neither an address nor a wildcard. */
function isName(text: string): boolean {
  return !text.includes(':') && !text.startsWith('*') && /[a-z]/.test(text);
}

/** The cluster domain as a message names it: `the cluster domain "k8s.home.arpa" (line 9)`. */
export function citedDomain(plan: NetworkPlan, source: ProfileSource): string {
  const path = pathOf(plan, 'clusterDomain');
  const line = source.states(path) ? ` (${source.line(path)})` : '';
  return `the cluster domain "${plan.clusterDomain}"${line}`;
}
