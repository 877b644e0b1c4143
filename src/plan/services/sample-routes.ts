import type { ProfilePath } from '../../diagnostics/profile-path';
import { pathOf } from '../../diagnostics/profile-path';
import type { SampleIngress, SampleIngressRoute, SamplePlan, TraefikPlan } from '../model';
import type { TraefikRule } from '../../languages/traefik-rule';
import { matchersOf } from '../../languages/traefik-rule';
import { parseSampleRule } from './sample-rule';

/** What one route of a sample takes. */
export interface SampleRoute {
  readonly sample: SamplePlan;
  /** Where its host, or its rule, is written. */
  readonly path: ProfilePath;
  /** The ports of Traefik that it is on. */
  readonly entryPoints: readonly string[];
  /** The requests, in words that are the same for routes that take the same: `whoami.home.arpa/api`. */
  readonly requests: string;
}

/** The routes of a sample through Traefik. */
export function listSampleRoutes(sample: SamplePlan, traefik: TraefikPlan): readonly SampleRoute[] {
  const { ingress, ingressRoute, ingressRouteTCP, ingressRouteUDP, httpRoute } = sample;
  const gateway = ['web', ...(traefik.defaultCertificate === undefined ? [] : ['websecure'])];
  return [
    ...(ingress === undefined
      ? []
      : [
          {
            ...{ sample, path: pathOf(ingress, 'host') },
            // A route with TLS of its own answers nothing on the port for plain HTTP.
            entryPoints: hasOwnTls(ingress) ? ['websecure'] : ['web', 'websecure'],
            requests: `${ingress.host}${ingress.path.replace(/\/$/, '')}`,
          },
        ]),
    ...(httpRoute === undefined
      ? []
      : [{ sample, path: pathOf(httpRoute, 'host'), entryPoints: gateway, requests: httpRoute.host }]),
    ...(ingressRoute === undefined ? [] : ruleRoutes(sample, ingressRoute)),
    ...(ingressRouteTCP === undefined
      ? []
      : [
          {
            ...{ sample, path: pathOf(ingressRouteTCP, 'hostSNI') },
            entryPoints: ingressRouteTCP.entryPoints,
            requests: `TCP ${ingressRouteTCP.hostSNI}`,
          },
        ]),
    ...(ingressRouteUDP === undefined
      ? []
      : [
          {
            ...{ sample, path: pathOf(ingressRouteUDP, 'entryPoints', 0) },
            entryPoints: ingressRouteUDP.entryPoints,
            requests: 'UDP',
          },
        ]),
  ];
}

function hasOwnTls({ tlsSecret, certResolver }: SampleIngress): boolean {
  return tlsSecret !== undefined || certResolver !== undefined;
}

function ruleRoutes(sample: SamplePlan, ingressRoute: SampleIngressRoute): SampleRoute[] {
  const { match, entryPoints, tls } = ingressRoute;
  const path = pathOf(sample, 'ingressRoute', 'match');
  const { rule } = parseSampleRule(ingressRoute);
  const ports = tls ? entryPoints.filter((name) => name !== 'web') : entryPoints;
  const hosts = rule === undefined ? [] : onlyHosts(rule);
  if (hosts.length > 0) return hosts.map((requests) => ({ sample, path, entryPoints: ports, requests }));
  return [{ sample, path, entryPoints: ports, requests: withoutBlanks(match) }];
}

/** The hosts of a rule that asks for nothing else. */
function onlyHosts(rule: TraefikRule): readonly string[] {
  const matchers = matchersOf(rule);
  const plain = rule.kind === 'matcher' || (rule.kind === 'or' && rule.rules.length === matchers.length);
  return plain && matchers.every(({ name }) => name.toLowerCase() === 'host')
    ? matchers.flatMap(({ values }) => values.map(({ text }) => text))
    : [];
}

/** The rule without the blanks between its parts. */
function withoutBlanks(match: string): string {
  return match
    .split(/(`[^`]*`|"[^"]*")/)
    .map((part, index) => (index % 2 === 0 ? part.replace(/\s+/g, '') : part))
    .join('');
}
