import type { Address } from '../../../address';
import type { NetworkPlan } from '../../../plan';
import type { ClusterCheck, Verification } from '../../check';
import type { Query } from '../../dns/dig';
import { answerText, ask } from '../../dns/dig';
import type { Observation } from '../../finding';
import { compared } from '../../finding';
import type { Place } from '../../place';
import { anyNode } from '../../hosts/any-node';

/** What pods are answered, asked from a node as pods ask. */
export const corednsAnswers: ClusterCheck = {
  id: 'coredns-answers',
  scope: 'cluster',
  title: 'CoreDNS answers at clusterDns, over UDP and TCP, with the names of the cluster and of the profile',
  why: 'Every pod has that address in its resolv.conf. A change of CoreDNS that was lost at a restart of k3s shows in nothing else.',
  applies: ({ coredns }) => coredns.mode !== 'none',
  async *look(on: Verification) {
    const { plan } = on;
    const here = await anyNode(on);
    for (const server of plan.clusterDns) {
      const name = `kubernetes.default.svc.${plan.clusterDomain}`;
      for (const tcp of [false, true])
        yield answered(here, { server: String(server), name, type: typeOf(plan.apiServiceAddress), tcp }, [
          plan.apiServiceAddress,
        ]);
    }
    const [server] = plan.clusterDns.map(String);
    if (server === undefined) return;
    for (const [name, addresses] of ownNames(plan))
      for (const type of ['A', 'AAAA'] as const) {
        const own = addresses.filter((address) => typeOf(address) === type);
        if (own.length > 0) yield answered(here, { server, name, type }, own);
      }
  },
};

async function answered(here: Place, query: Query, planned: readonly Address[]): Promise<Observation> {
  const answer = await ask(here, query);
  const wanted = [...new Set(planned.map(String))];
  // One address more, and clients are sent there every other time.
  const same = answer.records.length === wanted.length && wanted.every((one) => answer.records.includes(one));
  return compared(same, {
    looked: `${query.name} ${query.type} at ${query.server}${query.tcp ? ' over TCP' : ''} (dig on ${here.name})`,
    found: answerText(answer),
    planned: wanted.join(', '),
    next: 'kubectl -n kube-system logs -l k8s-app=kube-dns; kubectl -n kube-system get configmaps coredns coredns-custom -o yaml',
  });
}

function typeOf({ family }: Address): 'A' | 'AAAA' {
  return family === 4 ? 'A' : 'AAAA';
}

/** Names with fixed addresses, and one that a wildcard has to answer, with all that they have. */
function ownNames({ coredns }: NetworkPlan): ReadonlyMap<string, readonly Address[]> {
  const templates = coredns.template.map(({ zone, addresses }) => ({
    ...{ name: `netstack-verify.${zone}`, addresses },
  }));
  const names = new Map<string, readonly Address[]>();
  for (const { name, addresses } of [...coredns.hosts, ...templates])
    names.set(name, [...(names.get(name) ?? []), ...addresses]);
  return names;
}
