import type { Address } from '../../address';
import type { ProfilePath } from '../../diagnostics';
import type { CoreDnsPlan } from '../../plan';
import { pathOf, joinList } from '../../diagnostics';
import { listFixedNames, listSampleHosts, zoneOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

interface Answer {
  readonly addresses: readonly Address[];
  readonly path: ProfilePath;
}

export const sampleHostResolvesElsewhere: NetworkRule = {
  id: 'sample-host-resolves-elsewhere',
  severity: 'warning',
  title: "The host of a sample does not resolve to Traefik's address",
  why:
    "The cluster DNS answers from hosts and template, whatever Traefik's address is. Pods that resolve the host " +
    'connect to an address that does not serve it.',
  fix: "Write Traefik's address in coredns.hosts or coredns.template.",
  check({ coredns, traefik, samples }, report, source) {
    const [own] = traefik.loadBalancerIPs;
    if (coredns.mode === 'none' || traefik.mode === 'none' || own === undefined) return;
    for (const { host, path } of samples.flatMap(listSampleHosts)) {
      const answer = answerFor(coredns, host);
      if (answer === undefined) continue;
      const right = answer.addresses.some((address) =>
        traefik.loadBalancerIPs.some((ip) => ip.equals(address)),
      );
      if (right) continue;
      report({
        path,
        message: `${source.quote(path)} is served by Traefik at ${source.quote(own)} (${source.line(own)}), but the cluster DNS answers ${joinList(answer.addresses.map(String))} (${source.line(answer.path)}).`,
      });
    }
  },
};

/** What the profile has the cluster DNS say of a name. */
function answerFor(coredns: CoreDnsPlan, name: string): Answer | undefined {
  const host = listFixedNames(coredns).find((one) => one.name === name);
  if (host !== undefined) return host;
  const zone = zoneOf(coredns, name)?.zone;
  const template = coredns.template.find((one) => one.zone === zone && one.zone !== name);
  return template && { addresses: template.addresses, path: pathOf(template, 'zone') };
}
