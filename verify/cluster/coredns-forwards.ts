import type { AskedServer, NetworkPlan } from '../../network';
import { serversOf } from '../../network';
import type { ClusterCheck, Verification } from '../check';
import type { Answer } from '../dns/dig';
import { answerText, ask } from '../dns/dig';
import type { Observation } from '../finding';
import { compared } from '../finding';
import type { Place } from '../place';
import { anyNode } from '../places/any-node';

/** Zones that are passed on, asked through CoreDNS and of the name servers themselves. */
export const corednsForwards: ClusterCheck = {
  id: 'coredns-forwards',
  scope: 'cluster',
  title: 'the name servers that zones are forwarded to answer, and CoreDNS answers as they do',
  why: 'A forward to a name server that is away makes every name of the zone fail after seconds; one that was lost answers from the internet, or not at all.',
  applies: ({ coredns }) => coredns.mode !== 'none' && coredns.forward.length > 0,
  async *look(on: Verification) {
    const here = await anyNode(on);
    for (const forward of on.plan.coredns.forward) yield* forwarded(here, on.plan, forward);
  },
};

/** The zone's own record: a server of the zone has it, and any other says that it has not. */
async function* forwarded(
  here: Place,
  plan: NetworkPlan,
  forward: NetworkPlan['coredns']['forward'][number],
): AsyncIterable<Observation> {
  const name = forward.zone;
  const answers: Answer[] = [];
  for (const server of serversOf(forward).filter(({ scheme }) => scheme === 'dns')) {
    const answer = await ask(here, { server: String(server.address), port: server.port, name, type: 'SOA' });
    answers.push(answer);
    yield serverAnswers(here, server, name, answer);
  }
  const [clusterDns] = plan.clusterDns;
  const usable = answers.filter(({ status }) => status !== undefined);
  if (clusterDns === undefined || usable.length === 0) return;
  const through = await ask(here, { server: String(clusterDns), name, type: 'SOA' });
  yield compared(
    usable.some(({ status }) => status === through.status),
    {
      looked: `${name} SOA at ${clusterDns.toString()} (dig on ${here.name})`,
      found: answerText(through),
      planned: `as its name servers: ${[...new Set(usable.map(answerText))].join(' or ')}`,
      next: 'kubectl -n kube-system get configmap coredns-custom -o yaml; kubectl -n kube-system logs -l k8s-app=kube-dns',
    },
  );
}

function serverAnswers(
  here: Place,
  { address, port }: AskedServer,
  zone: string,
  answer: Answer,
): Observation {
  const place = port === 53 ? address.toString() : `${address.toString()} port ${port}`;
  const refused = answer.status === 'REFUSED' || answer.status === 'SERVFAIL';
  return compared(answer.status !== undefined && !refused, {
    looked: `${zone} SOA at ${place} (dig on ${here.name})`,
    found: answerText(answer),
    planned: `an answer: ${zone} is forwarded there`,
    next: `see that the name server runs and answers the nodes' network, or write another one into coredns.forward`,
  });
}
