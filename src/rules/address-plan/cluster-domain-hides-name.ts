import type { ProfilePath } from '../../diagnostics';
import type { NetworkPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const clusterDomainHidesName: NetworkRule = {
  id: 'cluster-domain-hides-name',
  severity: 'warning',
  title: 'Name of the LAN inside the cluster domain',
  why:
    'CoreDNS is authoritative for the whole cluster domain. It answers NXDOMAIN for every name there that it does not ' +
    'know, so pods cannot resolve this name.',
  fix: 'Choose a cluster domain of its own, such as cluster.local, or a name outside the cluster domain.',
  check(plan, report, source) {
    for (const { name, path } of namesOf(plan)) {
      if (!isWithin(name, plan.clusterDomain)) continue;
      const domain = pathOf(plan, 'clusterDomain');
      report({
        path,
        message: `${source.quote(path)} is inside the cluster domain ${source.states(domain) ? source.quote(domain) : `"${plan.clusterDomain}"`} (${source.line(domain)}).`,
        hint: 'CoreDNS would answer pods with NXDOMAIN. Choose a name outside clusterDomain, or another clusterDomain.',
      });
    }
  },
};

/** Names that name servers outside the cluster resolve, with their paths. */
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
