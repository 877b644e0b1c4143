import type { AskedServer, NetworkPlan } from '../../../plan';
import { listFixedNames, serversOf } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Answer, Query } from '../../dns/dig';
import { formatAnswer, formatQuery, isSameAnswer, queryDns } from '../../dns/dig';
import type { Observation } from '../../finding';
import { passIf } from '../../finding';
import { isSkipped, skipIfUnreachable } from '../../skip';
import type { Host } from '../../host';
import { findReadableNode } from '../../hosts/readable-node';

/** Forwarded zones, queried through CoreDNS and at their name servers. */
export const corednsForwards: ClusterCheck = {
  id: 'coredns-forwards',
  scope: 'cluster',
  title: 'the name servers of forwarded zones answer, and CoreDNS answers like them',
  why: 'With a name server down every query for the zone fails after seconds. With a lost forward, names resolve from the internet or not at all.',
  dependsOn: ['coredns-answers', 'external-ips', 'firewall-drops', 'host-owners'],
  applies: (plan) => listForwards(plan).length > 0,
  async *observe(context: VerifyContext) {
    const host = await findReadableNode(context);
    const silent = context.rehearsal?.silentNameServers ?? [];
    for (const { zone, forward } of listForwards(context.plan)) {
      const servers = serversOf(forward).filter(({ text }) => !silent.includes(text));
      yield* compareForward(host, context.plan, zone, servers);
    }
  },
};

/** Zones and their forwards; `.` is the default upstream. */
function listForwards({ coredns }: NetworkPlan) {
  if (coredns.mode === 'none') return [];
  const { upstream, forward } = coredns;
  return [
    ...forward.map((own) => ({ zone: own.zone, forward: own })),
    ...(upstream === undefined ? [] : [{ zone: '.', forward: upstream }]),
  ];
}

/** Queries the zone's SOA record: a server of the zone has it, and other servers answer that they do not. */
async function* compareForward(
  host: Host,
  plan: NetworkPlan,
  name: string,
  servers: readonly AskedServer[],
): AsyncIterable<Observation> {
  const answers: Answer[] = [];
  for (const server of servers) {
    const query = () => queryDns(host, { ...createQuery(server), name, type: 'SOA' });
    // A dig without TLS can query the other servers.
    const answer =
      server.scheme === 'tls'
        ? await skipIfUnreachable(formatSubject(host, server, name), query)
        : await query();
    if (isSkipped(answer)) {
      yield answer;
      continue;
    }
    answers.push(answer);
    yield reportServer(host, server, name, answer);
  }
  const [clusterDns] = plan.clusterDns;
  const usable = answers.filter(isUsable);
  if (clusterDns === undefined || usable.length === 0) return;
  const through = await queryDns(host, { server: String(clusterDns), name, type: 'SOA' });
  // CoreDNS itself answers for a name in coredns.hosts, even if it is the zone's name.
  const own = listFixedNames(plan.coredns).some((host) => host.name === name && !host.fallthrough);
  yield passIf(
    usable.some((answer) => (own ? answer.status === through.status : isSameAnswer(answer, through))),
    {
      subject: `${name} SOA at ${clusterDns.toString()} (dig on ${host.name})`,
      proof: formatQuery(host, { server: String(clusterDns), name, type: 'SOA' }),
      components: ['coredns'],
      found: formatAnswer(through),
      planned: `like its name servers: ${[...new Set(usable.map(formatAnswer))].join(' or ')}`,
      next: 'kubectl -n kube-system get configmap coredns-custom -o yaml; kubectl -n kube-system logs -l k8s-app=kube-dns',
    },
  );
}

function createQuery({
  scheme,
  address,
  port,
  forward,
}: AskedServer): Pick<Query, 'server' | 'port' | 'tlsName'> {
  const server = address.toString();
  return { server, port, ...(scheme === 'tls' && { tlsName: forward.tlsServername ?? server }) };
}

function formatSubject(host: Host, { scheme, address, port }: AskedServer, zone: string): string {
  const by = scheme === 'tls' ? ' over TLS' : '';
  const server = `${address.toString()}${port === 53 ? '' : ` port ${port}`}${by}`;
  return `${zone} SOA at ${server} (dig on ${host.name})`;
}

/** CoreDNS also queries servers that refuse, and passes their refusal on to pods. */
function isUsable({ status }: Answer): boolean {
  return status !== undefined && status !== 'REFUSED' && status !== 'SERVFAIL';
}

function reportServer(host: Host, server: AskedServer, zone: string, answer: Answer): Observation {
  return passIf(isUsable(answer), {
    subject: formatSubject(host, server, zone),
    proof: formatQuery(host, { ...createQuery(server), name: zone, type: 'SOA' }),
    components: [`name server ${server.text}`],
    found: formatAnswer(answer),
    planned: `an answer: ${zone} is forwarded there`,
    next: `check that the name server runs and answers queries from the nodes' network, or set another one in coredns.forward`,
  });
}
