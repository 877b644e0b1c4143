import type { Path } from '../place';
import { at } from '../place';
import type { SamplePlan } from '../plan';
import { parseRule, valuesOf } from '../traefik-rule';

/** A host name that a sample is served by, and where it is written. */
export interface SampleHost {
  readonly host: string;
  readonly path: Path;
}

/** The host names of a sample: of its Ingress, its HTTPRoute and the rule of its IngressRoute. */
export function sampleHosts({ ingress, ingressRoute, httpRoute }: SamplePlan): readonly SampleHost[] {
  return [
    ...(ingress === undefined ? [] : [{ host: ingress.host, path: at(ingress, 'host') }]),
    ...(httpRoute === undefined ? [] : [{ host: httpRoute.host, path: at(httpRoute, 'host') }]),
    ...(ingressRoute === undefined
      ? []
      : hostsOf(ingressRoute.match).map((host) => ({ host, path: at(ingressRoute, 'match') }))),
  ];
}

function hostsOf(match: string): readonly string[] {
  const { rule } = parseRule(match, 'http');
  return rule === undefined ? [] : valuesOf(rule, 'Host').filter((host) => !host.includes('*'));
}
