import type { ProfilePath } from '../../diagnostics/profile-path';
import { pathOf } from '../../diagnostics/profile-path';
import type { SamplePlan } from '../model';

/** An entryPoint that a route of a sample names. */
export interface NamedEntryPoint {
  readonly name: string;
  readonly path: ProfilePath;
  /** The kind of the route. */
  readonly kind: 'IngressRoute' | 'IngressRouteTCP' | 'IngressRouteUDP';
}

/** The entryPoints that the routes of a sample name. */
export function listNamedEntryPoints(sample: SamplePlan): readonly NamedEntryPoint[] {
  const routes = [
    { kind: 'IngressRoute', route: sample.ingressRoute },
    { kind: 'IngressRouteTCP', route: sample.ingressRouteTCP },
    { kind: 'IngressRouteUDP', route: sample.ingressRouteUDP },
  ] as const;
  return routes.flatMap(({ kind, route }) =>
    (route?.entryPoints ?? []).map((name, index) => ({
      ...{ name, kind },
      path: pathOf(route ?? sample, 'entryPoints', index),
    })),
  );
}
