import type { NetworkPlan } from '../../../plan';
import { listSampleHosts } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Failed } from '../../finding';
import { fail, pass } from '../../finding';
import { formatKubectlFor } from '../../objects/format-kubectl';
import type { ObjectMeta } from '../../objects/live-objects';
import { formatTitle, isNamed } from '../../objects/live-objects';
import type { LiveRoute } from '../../objects/routes';
import { readHostRoutes } from '../../objects/routes';

/** A host name of the profile, and the path that its route serves. */
interface PlannedHost {
  readonly host: string;
  readonly path: string;
  /** Name of the sample or component that it serves. */
  readonly component: string;
}

/** Routes of other objects for host names of the profile. */
export const hostRoutes: ClusterCheck = {
  id: 'host-routes',
  scope: 'cluster',
  title: 'no other object routes a host name of the profile',
  why: 'Two routes with the same rule have the same priority in Traefik: it serves the host name from either of them.',
  applies: (plan) => plan.traefik.mode !== 'none' && listPlannedHosts(plan).length > 0,
  async *observe(context: VerifyContext) {
    const { plan, cluster } = context;
    const hosts = listPlannedHosts(plan);
    const others = (await readHostRoutes(cluster)).filter((route) => !isOwn(route, context));
    const failed = others.flatMap((route) => findConflicts(route, hosts));
    yield* failed;
    if (failed.length > 0) return;
    const text = `no other route for ${[...new Set(hosts.map(({ host }) => host))].join(', ')}`;
    yield pass({ subject: 'Ingresses, IngressRoutes and HTTPRoutes', found: text, planned: text });
  },
};

function listPlannedHosts({ samples, traefik }: NetworkPlan): readonly PlannedHost[] {
  const ofSamples = samples.flatMap((sample) =>
    listSampleHosts(sample).map(({ host }) => ({
      ...{ host, component: sample.name },
      path: sample.ingress?.host === host ? sample.ingress.path : '/',
    })),
  );
  const { dashboard } = traefik;
  return [
    ...ofSamples,
    ...(dashboard === undefined ? [] : [{ host: dashboard.host, path: '/', component: 'traefik' }]),
  ];
}

/** Whether the manifests contain the object; without them, whether a sample has its name. */
function isOwn({ kind, metadata }: LiveRoute, { plan, manifests }: VerifyContext): boolean {
  const { name, namespace } = metadata;
  if (manifests === undefined)
    return plan.samples.some((sample) => sample.name === name && sample.namespace === namespace);
  return [...manifests.values()].some(({ objects }) =>
    objects.some((object) => object.kind === kind && isNamed(object, name, namespace)),
  );
}

function findConflicts(route: LiveRoute, hosts: readonly PlannedHost[]): readonly Failed[] {
  const taken = hosts.filter(({ host, path }) =>
    route.rules.some(
      (rule) =>
        (rule.hosts.includes(host) && rule.path === path) ||
        // A rule with a priority of its own precedes longer ones.
        (rule.priority !== undefined &&
          rule.path === '/' &&
          (rule.hosts.length === 0 || rule.hosts.includes(host))),
    ),
  );
  return taken.map(({ host, path, component }) =>
    fail({
      subject: `routes of ${formatTitle(route.kind, route.metadata)}`,
      found: `a route for ${host}${path}`,
      planned: `only the route of ${component} for ${host}${path}`,
      components: [component],
      next: formatDelete(route.kind, route.metadata),
    }),
  );
}

function formatDelete(kind: string, metadata: ObjectMeta): string {
  return `change its host name, or ${formatKubectlFor(metadata, 'delete', kind.toLowerCase(), metadata.name)}`;
}
