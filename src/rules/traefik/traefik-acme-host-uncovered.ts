import { pathOf } from '../../diagnostics';
import type { NetworkPlan } from '../../plan';
import { coversHost, listSampleHosts } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikAcmeHostUncovered: NetworkRule = {
  id: 'traefik-acme-host-uncovered',
  severity: 'warning',
  title: 'A host name is in none of the certificates of its entryPoint',
  why:
    'With websecure.tls.domains the resolver requests these certificates only, and none for the host name of a route. ' +
    'A host that they do not contain is served with the self-signed certificate. A wildcard is valid for one label only.',
  fix: 'Add the host to websecure.tls.domains, or write certResolver for the route.',
  check(plan, report, source) {
    const { websecure } = plan.traefik;
    if (plan.traefik.mode === 'none' || websecure.tls.certResolver === undefined) return;
    const { domains } = websecure.tls;
    const names = domains.flatMap(({ main, sans }) => [main, ...sans]);
    if (names.length === 0 || plan.traefik.defaultCertificate !== undefined) return;
    for (const { host, path } of listHostsByDefault(plan)) {
      if (names.some((name) => coversHost(name, host))) continue;
      report({
        path,
        message: `${source.quote(path)} is in none of the certificates of websecure (${source.line(pathOf(websecure.tls, 'domains'))}).`,
      });
    }
  },
};

/** The hosts of routes on websecure that name no resolver and no Secret. */
function listHostsByDefault({ samples, traefik: { dashboard } }: NetworkPlan) {
  const hosts = samples.flatMap((sample) => {
    const { ingress, ingressRoute } = sample;
    const byDefault = [
      ...(ingress && ingress.tlsSecret === undefined && ingress.certResolver === undefined
        ? ['ingress']
        : []),
      ...(ingressRoute?.tls === true && ingressRoute.certResolver === undefined ? ['ingressRoute'] : []),
    ];
    return listSampleHosts(sample).filter(({ path }) => byDefault.some((key) => path.includes(key)));
  });
  return dashboard === undefined
    ? hosts
    : [...hosts, { host: dashboard.host, path: pathOf(dashboard, 'host') }];
}
