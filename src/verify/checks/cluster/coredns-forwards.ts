import type { AskedServer, NetworkPlan } from '../../../plan';
import { serversOf } from '../../../plan';
import type { ClusterCheck, Verification } from '../../check';
import type { Answer, Query } from '../../dns/dig';
import { answerText, ask, isSameAnswer } from '../../dns/dig';
import type { Observation } from '../../finding';
import { compared } from '../../finding';
import { isNotLooked, orNotLooked } from '../../or-not-looked';
import type { Place } from '../../place';
import { anyNode } from '../../hosts/any-node';

/** Zones that are passed on, asked through CoreDNS and of the name servers themselves. */
export const corednsForwards: ClusterCheck = {
  id: 'coredns-forwards',
  scope: 'cluster',
  title: 'the name servers that zones are forwarded to answer, and CoreDNS answers as they do',
  why: 'A forward to a name server that is away makes every name of the zone fail after seconds; one that was lost answers from the internet, or not at all.',
  applies: (plan) => forwards(plan).length > 0,
  async *look(on: Verification) {
    const here = await anyNode(on);
    const silent = on.rehearsal?.silentNameServers ?? [];
    for (const { zone, forward } of forwards(on.plan)) {
      const servers = serversOf(forward).filter(({ text }) => !silent.includes(text));
      yield* forwarded(here, on.plan, zone, servers);
    }
  },
};

/** Zones and where they are passed on to; `.` is everything that is in no zone of its own. */
function forwards({ coredns }: NetworkPlan) {
  if (coredns.mode === 'none') return [];
  const { upstream, forward } = coredns;
  return [
    ...forward.map((own) => ({ zone: own.zone, forward: own })),
    ...(upstream === undefined ? [] : [{ zone: '.', forward: upstream }]),
  ];
}

/** The zone's own record: a server of the zone has it, and any other says that it has not. */
async function* forwarded(
  here: Place,
  plan: NetworkPlan,
  name: string,
  servers: readonly AskedServer[],
): AsyncIterable<Observation> {
  const answers: Answer[] = [];
  for (const server of servers) {
    const asked = () => ask(here, { ...queryTo(server), name, type: 'SOA' });
    // A dig that cannot ask by TLS can ask the others.
    const answer =
      server.scheme === 'tls' ? await orNotLooked(lookedAt(here, server, name), asked) : await asked();
    if (isNotLooked(answer)) {
      yield answer;
      continue;
    }
    answers.push(answer);
    yield serverAnswers(here, server, name, answer);
  }
  const [clusterDns] = plan.clusterDns;
  const usable = answers.filter(isUsable);
  if (clusterDns === undefined || usable.length === 0) return;
  const through = await ask(here, { server: String(clusterDns), name, type: 'SOA' });
  // CoreDNS answers for a name of its own by itself, also where that is the zone's.
  const own = plan.coredns.hosts.some((host) => host.name === name);
  yield compared(
    usable.some((answer) => (own ? answer.status === through.status : isSameAnswer(answer, through))),
    {
      looked: `${name} SOA at ${clusterDns.toString()} (dig on ${here.name})`,
      found: answerText(through),
      planned: `as its name servers: ${[...new Set(usable.map(answerText))].join(' or ')}`,
      next: 'kubectl -n kube-system get configmap coredns-custom -o yaml; kubectl -n kube-system logs -l k8s-app=kube-dns',
    },
  );
}

function queryTo({
  scheme,
  address,
  port,
  forward,
}: AskedServer): Pick<Query, 'server' | 'port' | 'tlsName'> {
  const server = address.toString();
  return { server, port, ...(scheme === 'tls' && { tlsName: forward.tlsServername ?? server }) };
}

function lookedAt(here: Place, { scheme, address, port }: AskedServer, zone: string): string {
  const by = scheme === 'tls' ? ' by TLS' : '';
  const place = `${address.toString()}${port === 53 ? '' : ` port ${port}`}${by}`;
  return `${zone} SOA at ${place} (dig on ${here.name})`;
}

/** A server that refuses is asked by CoreDNS as often as any other, and pods get its refusal. */
function isUsable({ status }: Answer): boolean {
  return status !== undefined && status !== 'REFUSED' && status !== 'SERVFAIL';
}

function serverAnswers(here: Place, server: AskedServer, zone: string, answer: Answer): Observation {
  return compared(isUsable(answer), {
    looked: lookedAt(here, server, zone),
    found: answerText(answer),
    planned: `an answer: ${zone} is forwarded there`,
    next: `see that the name server runs and answers the nodes' network, or write another one into coredns.forward`,
  });
}
