import type { ProfilePath } from '../../diagnostics';
import type { NetworkPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const clusterDomainHidesName: NetworkRule = {
  id: 'cluster-domain-hides-name',
  severity: 'warning',
  title: 'A name of the LAN is inside the cluster domain',
  why:
    'CoreDNS answers for the whole cluster domain from what it knows of the cluster, and says of every other name there ' +
    'that it does not exist. Pods cannot resolve such a name, whoever else knows it.',
  fix: 'Give the cluster a domain of its own, such as cluster.local, or the machine a name outside of it.',
  *check(plan, source) {
    for (const { name, path } of namesOf(plan)) {
      if (!isWithin(name, plan.clusterDomain)) continue;
      const domain = pathOf(plan, 'clusterDomain');
      yield {
        path,
        message: `${source.quote(path)} is inside the cluster domain ${source.states(domain) ? source.quote(domain) : `"${plan.clusterDomain}"`} (${source.line(domain)}).`,
        hint: 'CoreDNS would tell pods that there is no such name. Choose a name, or a clusterDomain, outside of the other.',
      };
    }
  },
};

/** Names that somebody outside the cluster resolves, with their places. */
function namesOf(plan: NetworkPlan): readonly { readonly name: string; readonly path: ProfilePath }[] {
  const { tlsSan, traefik, samples } = plan;
  return [
    ...tlsSan.map((name, index) => ({ name, path: pathOf(plan, 'tlsSan', index) })),
    ...(traefik.dashboard ? [{ name: traefik.dashboard.host, path: pathOf(traefik.dashboard, 'host') }] : []),
    ...samples.flatMap(({ ingress, httpRoute }) =>
      [ingress, httpRoute].flatMap((route) =>
        route ? [{ name: route.host, path: pathOf(route, 'host') }] : [],
      ),
    ),
  ];
}

function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}
