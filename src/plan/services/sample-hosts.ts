import type { Path } from '../../diagnostics/profile-path';
import { at } from '../../diagnostics/profile-path';
import type { SampleIngressRoute, SamplePlan } from '../model';
import { remembered } from '../../evaluation/remembered';
import { valuesOf } from '../../languages/traefik-rule';
import { sampleRule } from './sample-rule';

/** A host name that a sample is served by, and where it is written. */
export interface SampleHost {
  readonly host: string;
  readonly path: Path;
}

/** The host names of a sample: of its Ingress, its HTTPRoute and the rule of its IngressRoute. */
export const sampleHosts = remembered(
  ({ ingress, ingressRoute, httpRoute }: SamplePlan): readonly SampleHost[] => [
    ...(ingress === undefined ? [] : [{ host: ingress.host, path: at(ingress, 'host') }]),
    ...(httpRoute === undefined ? [] : [{ host: httpRoute.host, path: at(httpRoute, 'host') }]),
    ...(ingressRoute === undefined
      ? []
      : hostsOf(ingressRoute).map((host) => ({ host, path: at(ingressRoute, 'match') }))),
  ],
);

function hostsOf(ingressRoute: SampleIngressRoute): readonly string[] {
  const { rule } = sampleRule(ingressRoute);
  return rule === undefined ? [] : valuesOf(rule, 'Host').filter((host) => !host.includes('*'));
}
