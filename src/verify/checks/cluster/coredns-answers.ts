import type { Address } from '../../../address';
import type { NetworkPlan } from '../../../plan';
import { listFixedNames } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Query } from '../../dns/dig';
import { formatAnswer, formatQuery, queryDns } from '../../dns/dig';
import type { Observation } from '../../finding';
import { passIf } from '../../finding';
import type { Host } from '../../host';
import { findReadableNode } from '../../hosts/readable-node';

/** CoreDNS's answers for pods, queried from a node. */
export const corednsAnswers: ClusterCheck = {
  id: 'coredns-answers',
  scope: 'cluster',
  title: "CoreDNS resolves the cluster's and the profile's names at clusterDns, over UDP and TCP",
  why: 'Every pod has this address in its resolv.conf. A CoreDNS configuration that a restart of k3s overwrote is visible only in its answers.',
  dependsOn: ['workloads-ready', 'coredns-config', 'service-addresses', 'service-endpoints', 'node-dns'],
  applies: ({ coredns }) => coredns.mode !== 'none',
  async *observe(context: VerifyContext) {
    const { plan } = context;
    const host = await findReadableNode(context);
    for (const server of plan.clusterDns) {
      const name = `kubernetes.default.svc.${plan.clusterDomain}`;
      for (const tcp of [false, true])
        yield resolve(host, { server: String(server), name, type: typeOf(plan.apiServiceAddress), tcp }, [
          plan.apiServiceAddress,
        ]);
    }
    const [server] = plan.clusterDns.map(String);
    if (server === undefined) return;
    for (const [name, addresses] of listOwnNames(plan))
      for (const type of ['A', 'AAAA'] as const) {
        const own = addresses.filter((address) => typeOf(address) === type);
        if (own.length > 0) yield resolve(host, { server, name, type }, own);
      }
  },
};

async function resolve(host: Host, query: Query, planned: readonly Address[]): Promise<Observation> {
  const answer = await queryDns(host, query);
  const wanted = [...new Set(planned.map(String))];
  // Clients would use an additional address too.
  const same = answer.records.length === wanted.length && wanted.every((one) => answer.records.includes(one));
  return passIf(same, {
    subject: `${query.name} ${query.type} at ${query.server}${query.tcp ? ' over TCP' : ''} (dig on ${host.name})`,
    proof: formatQuery(host, query),
    components: ['coredns'],
    found: formatAnswer(answer),
    planned: wanted.join(', '),
    next: 'kubectl -n kube-system logs -l k8s-app=kube-dns; kubectl -n kube-system get configmaps coredns coredns-custom -o yaml',
  });
}

function typeOf({ family }: Address): 'A' | 'AAAA' {
  return family === 4 ? 'A' : 'AAAA';
}

/** Names with fixed addresses and a name for each wildcard, with all their addresses. */
function listOwnNames({ coredns }: NetworkPlan): ReadonlyMap<string, readonly Address[]> {
  const templates = coredns.template.map(({ zone, addresses }) => ({
    ...{ name: `netstack-verify.${zone}`, addresses },
  }));
  const names = new Map<string, readonly Address[]>();
  for (const { name, addresses } of [...listFixedNames(coredns), ...templates])
    names.set(name, [...(names.get(name) ?? []), ...addresses]);
  return names;
}
