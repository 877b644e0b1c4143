import { matchersOf, parseRule, valuesOf } from '../../languages/traefik-rule';
import type { ClusterReader } from '../host';
import type { ObjectMeta } from './live-objects';
import { readList } from './live-objects';

/** An object that routes host names, and its rules. */
export interface LiveRoute {
  readonly kind: 'Ingress' | 'IngressRoute' | 'HTTPRoute';
  readonly metadata: ObjectMeta;
  readonly rules: readonly LiveRule[];
}

interface LiveRule {
  /** Empty: every host name. */
  readonly hosts: readonly string[];
  /** Path prefix; undefined: the rule has conditions other than host and path. */
  readonly path?: string;
  /** An explicit priority of Traefik. */
  readonly priority?: number;
}

interface IngressObject {
  readonly metadata: ObjectMeta;
  readonly spec?: {
    readonly rules?: readonly {
      readonly host?: string;
      readonly http?: { readonly paths?: readonly { readonly path?: string }[] };
    }[];
  };
}

interface IngressRouteObject {
  readonly metadata: ObjectMeta;
  readonly spec?: { readonly routes?: readonly { readonly match?: string; readonly priority?: number }[] };
}

interface HttpRouteObject {
  readonly metadata: ObjectMeta;
  readonly spec?: { readonly hostnames?: readonly string[] };
}

/** The routes of every Ingress, IngressRoute and HTTPRoute. @throws UnreachableError */
export async function readHostRoutes(cluster: ClusterReader): Promise<readonly LiveRoute[]> {
  const [ingresses, ingressRoutes, httpRoutes] = await Promise.all([
    readList<IngressObject>(cluster, 'networking.k8s.io/v1', 'Ingress'),
    readList<IngressRouteObject>(cluster, 'traefik.io/v1alpha1', 'IngressRoute'),
    readList<HttpRouteObject>(cluster, 'gateway.networking.k8s.io/v1', 'HTTPRoute'),
  ]);
  return [
    ...(ingresses ?? []).map(({ metadata, spec }): LiveRoute => ({
      ...{ kind: 'Ingress', metadata },
      rules: (spec?.rules ?? []).flatMap(({ host, http }) =>
        (http?.paths ?? [{}]).map(({ path = '/' }) => ({ hosts: host === undefined ? [] : [host], path })),
      ),
    })),
    ...(ingressRoutes ?? []).map(({ metadata, spec }): LiveRoute => ({
      ...{ kind: 'IngressRoute', metadata },
      rules: (spec?.routes ?? []).map(({ match = '', priority }) => parseMatch(match, priority)),
    })),
    ...(httpRoutes ?? []).map(({ metadata, spec }): LiveRoute => ({
      ...{ kind: 'HTTPRoute', metadata },
      rules: [{ hosts: spec?.hostnames ?? [], path: '/' }],
    })),
  ];
}

/** A rule of a host and at most one path prefix; other conditions leave the path undefined. */
function parseMatch(match: string, priority: number | undefined): LiveRule {
  const { rule } = parseRule(match, 'http');
  const own = priority === undefined || priority === 0 ? {} : { priority };
  if (rule === undefined) return { hosts: [], ...own };
  const hosts = valuesOf(rule, 'Host');
  const paths = valuesOf(rule, 'PathPrefix');
  const isPlain = matchersOf(rule).every(({ name }) => ['host', 'pathprefix'].includes(name.toLowerCase()));
  return { hosts, ...own, ...(isPlain && paths.length < 2 && { path: paths[0] ?? '/' }) };
}
