import type { ProfilePath } from '../../diagnostics/profile-path';
import { pathOf } from '../../diagnostics/profile-path';
import type { SampleIngressRoute, SamplePlan } from '../model';
import { memoize } from '../../evaluation/memoize';
import { valuesOf } from '../../languages/traefik-rule';
import { parseSampleRule } from './sample-rule';

/** A host name that a sample is served by, and where it is written. */
export interface SampleHost {
  readonly host: string;
  readonly path: ProfilePath;
}

/** The host names of a sample for HTTP: of its Ingress, its HTTPRoute and the rule of its IngressRoute. */
export const listSampleHosts = memoize(
  ({ ingress, ingressRoute, httpRoute }: SamplePlan): readonly SampleHost[] => [
    ...(ingress === undefined ? [] : [{ host: ingress.host, path: pathOf(ingress, 'host') }]),
    ...(httpRoute === undefined ? [] : [{ host: httpRoute.host, path: pathOf(httpRoute, 'host') }]),
    ...(ingressRoute === undefined
      ? []
      : hostsOf(ingressRoute).map((host) => ({ host, path: pathOf(ingressRoute, 'match') }))),
  ],
);

function hostsOf(ingressRoute: SampleIngressRoute): readonly string[] {
  const { rule } = parseSampleRule(ingressRoute);
  return rule === undefined ? [] : valuesOf(rule, 'Host').filter((host) => !host.includes('*'));
}
